import { cleanObject } from './clean.ts'
import type { Json, JsonObject } from './json.ts'

const none: ReadonlySet<string> = new Set()
const maxCampaignKeys = 16

/**
 * What an event keeps of its sender's context: enough for later decisions (where from, which words,
 * whose clock), and nothing that is nobody's business (no address, no agent).
 */
export function keptContext(context: JsonObject | undefined): JsonObject | undefined {
  if (context === undefined) return undefined
  const kept: JsonObject = {}
  for (const key of ['locale', 'timezone', 'channel'] as const) {
    const value = context[key]
    if (isText(value, 64)) kept[key] = value.toWellFormed()
  }
  const campaign = keptCampaign(context.campaign)
  if (campaign !== undefined) kept.campaign = campaign
  return Object.keys(kept).length === 0 ? undefined : kept
}

function keptCampaign(campaign: Json | undefined): JsonObject | undefined {
  if (typeof campaign !== 'object' || campaign === null || Array.isArray(campaign)) return undefined
  const texts = Object.entries(campaign)
    .filter(([key, value]) => key.length <= 64 && isText(value, 255))
    .slice(0, maxCampaignKeys)
  const options = { maxKeys: maxCampaignKeys, declared: none }
  const cleaned = cleanObject(Object.fromEntries(texts), 'context.campaign', options)
  return 'value' in cleaned ? cleaned.value : undefined
}

function isText(value: Json | undefined, maxLength: number): value is string {
  return typeof value === 'string' && value !== '' && value.length <= maxLength
}
