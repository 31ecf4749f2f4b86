import { computed, signal } from '@preact/signals'
import type { PublishedConfig } from '../../shared/api/admin-api.ts'
import type { Json, JsonObject } from '../../shared/event/json.ts'
import { changesBetween, isObject } from '../../shared/site/change/changes.ts'
import { type Rebased, rebase } from '../../shared/site/change/rebase.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { access } from '../access/access-admin.ts'
import { Refused } from './request.ts'
import type { Resource } from './resource.ts'
import { admin, site } from './site.ts'

/** An owner's work: what is in force, what the work began with, and the work itself. */
export interface Workspace {
  /** In force. */
  published: PublishedConfig
  /** What the work began with; publishing over anything newer would undo somebody's. */
  base: { version: number; config: SiteConfig }
  config: SiteConfig
  /** Of the saved draft; 0 while there is none. */
  revision: number
}

/** How far the work is in safety. */
export type Saving =
  | { state: 'saved' }
  | { state: 'saving' }
  | { state: 'failed'; error: Error }
  /** Somebody else saved meanwhile, and both changed the same. */
  | { state: 'clash'; rebased: Rebased; theirs: SiteConfig; revision: number }

/** The work, once a view that needs it has asked. */
export const workspace = signal<Resource<Workspace>>({ state: 'loading' })

/** How far the work is in safety. */
export const saving = signal<Saving>({ state: 'saved' })

/** What the draft changes against what it began with. */
export const changes = computed(() => {
  const now = workspace.value
  return now.state === 'here'
    ? changesBetween(plain(now.value.base.config), plain(now.value.config))
    : []
})

const restMs = 600
let timer: ReturnType<typeof setTimeout> | undefined
/** What the server has, so that a clash can tell my changes from theirs. */
let lastSaved: SiteConfig | undefined

/** Gets the work: the draft, or what is in force. Unsaved work in this tab stays as it is. */
export async function openWorkspace(): Promise<void> {
  if (saving.value.state !== 'saved') return
  const before = workspace.value
  try {
    const read = await readWorkspace()
    // Somebody has begun to write while it was on its way: what they write is newer.
    if (workspace.value !== before) return
    lastSaved = read.config
    workspace.value = { state: 'here', value: read }
  } catch (error) {
    workspace.value = { state: 'failed', error: asError(error) }
  }
}

async function readWorkspace(): Promise<Workspace> {
  const [inForce, draft] = await Promise.all([
    unlessMissing(admin.config()),
    unlessMissing(admin.draft()),
  ])
  const published = inForce ?? nothingYet()
  const { version } = published
  const config = draft && isObject(draft.config) ? asConfig(draft.config) : published.config
  const isBehind = draft?.base && draft.base !== version
  const base = isBehind ? await admin.version(draft.base ?? version) : published
  return { published, base, config, revision: draft?.revision ?? 0 }
}

/** An empty site: its first version is made here. */
function nothingYet(): PublishedConfig {
  return { version: 0, at: 0, by: '', note: '', config: { name: site.value } }
}

/** Changes the draft. It is saved when the owner rests for a moment. */
export function edit(change: (config: SiteConfig) => SiteConfig): void {
  const now = workspace.value
  if (now.state !== 'here') return
  workspace.value = { state: 'here', value: { ...now.value, config: change(now.value.config) } }
  if (saving.value.state === 'clash') return
  saving.value = { state: 'saving' }
  clearTimeout(timer)
  timer = setTimeout(() => void save(), restMs)
}

/** Saves the draft now. */
export async function save(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  const now = workspace.value
  if (now.state !== 'here') return
  const { config, base, revision } = now.value
  try {
    const saved = await admin.saveDraft(config, base.version, revision)
    lastSaved = config
    patch(saved)
    if (timer === undefined) saving.value = { state: 'saved' }
  } catch (error) {
    if (error instanceof Refused && error.code === 'version_conflict') await meet(config)
    else saving.value = { state: 'failed', error: asError(error) }
  }
}

/** Brings my work together with what somebody else has saved; asks only where both changed the same. */
async function meet(mine: SiteConfig): Promise<void> {
  const draft = await unlessMissing(admin.draft())
  const theirs = draft && isObject(draft.config) ? asConfig(draft.config) : mine
  const rebased = rebase(plain(lastSaved ?? theirs), plain(mine), plain(theirs))
  const revision = draft?.revision ?? 0
  if (rebased.clashes.length > 0) {
    saving.value = { state: 'clash', rebased, theirs, revision }
    return
  }
  patch({ revision, config: asConfig(rebased.config) })
  lastSaved = theirs
  await save()
}

/** Ends a clash: my side of it or theirs; everything else of both is kept either way. */
export async function settle(whose: 'mine' | 'theirs'): Promise<void> {
  const now = workspace.value
  const clash = saving.value
  if (now.state !== 'here' || clash.state !== 'clash') return
  const base = plain(lastSaved ?? clash.theirs)
  const [first, second] = [plain(now.value.config), plain(clash.theirs)]
  const { config } = whose === 'mine' ? rebase(base, first, second) : rebase(base, second, first)
  patch({ revision: clash.revision, config: asConfig(config) })
  lastSaved = clash.theirs
  await save()
}

/** Puts the draft in force, over exactly the version it began with. */
export async function publish(note: string): Promise<number> {
  const now = workspace.value
  if (now.state !== 'here') throw new Error('There is nothing to publish yet.')
  clearTimeout(timer)
  timer = undefined
  const { version } = await admin.publish(now.value.config, now.value.base.version, note)
  await discard()
  return version
}

/** Gives the draft to the others, to publish or decline, and begins a new one. */
export async function propose(note: string): Promise<void> {
  const now = workspace.value
  if (now.state !== 'here') throw new Error('There is nothing to propose yet.')
  clearTimeout(timer)
  timer = undefined
  await access.propose(now.value.config, now.value.base.version, note)
  await discard()
}

/** Starts from what is in force now, with the changes of the draft brought onto it. */
export async function catchUp(): Promise<Rebased> {
  const now = workspace.value
  if (now.state !== 'here') throw new Error('There is no draft.')
  const published = (await unlessMissing(admin.config())) ?? nothingYet()
  const { base, config } = now.value
  const rebased = rebase(plain(base.config), plain(config), plain(published.config))
  patch({ published, base: published, config: asConfig(rebased.config) })
  await save()
  return rebased
}

/** Throws the draft away. */
export async function discard(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  await admin.discardDraft()
  saving.value = { state: 'saved' }
  await openWorkspace()
}

/** Nobody loses work by closing the tab a moment too early. */
addEventListener('beforeunload', (event) => {
  if (timer !== undefined) event.preventDefault()
})

function patch(some: Partial<Workspace>): void {
  const now = workspace.value
  if (now.state === 'here') workspace.value = { state: 'here', value: { ...now.value, ...some } }
}

async function unlessMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return undefined
    throw error
  }
}

/** A configuration is a JSON object; its type knows more of it than TypeScript can see through. */
export const plain = (config: SiteConfig) => config as unknown as JsonObject

/** A draft may be anything: views read it carefully, and the check has the last word. */
export const asConfig = (json: Json) => json as unknown as SiteConfig

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))
