import type { Env } from '../env.ts'

/** A message as it would have left, kept for the developer who runs this machine. */
export interface LocalMessage {
  id: string
  at: number
  site: string
  channel: string
  to: string
  title: string
  /** The mail's HTML, or the webhook's body. */
  html?: string
  text: string
  headers: Record<string, string>
}

const prefix = 'local-message:'
const keptSeconds = 7 * 86_400

/** Keeps a message instead of sending it. Local mode only; the newest come first by their key. */
export async function keepLocally(env: Env, message: LocalMessage): Promise<void> {
  const age = String(9_999_999_999_999 - message.at).padStart(13, '0')
  const key = `${prefix}${age}:${message.id}`
  await env.CONFIG.put(key, JSON.stringify(message), { expirationTtl: keptSeconds })
}

/** The newest messages that were kept. */
export async function localMessages(env: Env): Promise<LocalMessage[]> {
  const { keys } = await env.CONFIG.list({ prefix, limit: 100 })
  const kept = await Promise.all(keys.map(({ name }) => env.CONFIG.get<LocalMessage>(name, 'json')))
  return kept.filter((message) => message !== null)
}
