import { DurableObject } from 'cloudflare:workers'
import type { Proposal, ProposalAnswer } from '../../shared/api/proposal-api.ts'
import type { Problem } from '../../shared/condition/condition.ts'
import { createRegexEngine } from '../../shared/condition/linear-regex.ts'
import type { Json } from '../../shared/event/json.ts'
import { sourceProblems } from '../../shared/hooks/check.ts'
import { checkSite } from '../../shared/site/check.ts'
import type { SiteConfig, Snapshot } from '../../shared/site/config.ts'
import type { Env } from '../env.ts'
import {
  type Approving,
  type Checked,
  createApproving,
  type Proposed,
  type Proposing,
  type Unheard,
  type Verdict,
} from './approving.ts'
import { type AuditEntry, addAudit, type Deed, listAudit } from './audit.ts'
import { addOff, removeOff, type SwitchOff } from './channels-off.ts'
import { type Draft, discardDraft, readDraft, saveDraft } from './draft.ts'
import { hearDeeds } from './heard.ts'
import { type IdentityKey, sealIdentityKey } from './identity-key.ts'
import * as ring from './key-ring.ts'
import type { KeyKind } from './keys.ts'
import { listProposals, readProposal } from './proposals.ts'
import { createPublisher, type Publisher } from './publisher.ts'
import { putSourceSecret, removeSourceSecrets, sealSourceSecret } from './source-secrets.ts'
import { prepareTables } from './storage.ts'
import {
  addVersion,
  listVersions,
  readVersion,
  type Version,
  type VersionEntry,
} from './versions.ts'

const regex = createRegexEngine()

/** Who changes something, and when. */
export interface By {
  by: string
  now: number
}

/** A configuration to publish. */
export interface Publication extends By {
  config: unknown
  note?: string
  /** Version that the editor started from; when another one is in force, that is a conflict. */
  ifVersion?: number
  /** Another person has said yes, or the operator needs none. */
  isApproved?: boolean
}

/** What became of a publication. */
export type Published =
  | { version: number; warnings: Problem[] }
  | { problems: Problem[] }
  | { conflict: number }
  | { needsApproval: true }

/**
 * One site: its configuration in all versions, its draft, its keys, and who changed what. Each
 * change and its entry in the log are written in one turn, so there is never one without the other.
 */
export class SiteObject extends DurableObject<Env> {
  readonly #sql: SqlStorage
  readonly #site: string
  readonly #publisher: Publisher
  readonly #approving: Approving

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#sql = ctx.storage.sql
    this.#site = ctx.id.name ?? ''
    prepareTables(this.#sql)
    this.#publisher = createPublisher(this.#site, ctx.storage, env.CONFIG)
    this.#approving = createApproving({
      sql: this.#sql,
      check: (publication) => this.#check(publication),
      publish: (publication) => this.publish(publication),
      log: (who, did, detail) => this.#log(who, did, detail),
    })
  }

  /** What is in force, from the truth itself: for those who have seen it and find KV behind. */
  snapshot(): Snapshot | undefined {
    return this.#publisher.current()
  }

  /** The version asked for, or the one in force. */
  version(version?: number): Version | undefined {
    return readVersion(this.#sql, version)
  }

  /** All versions, newest first. */
  versions(): VersionEntry[] {
    return listVersions(this.#sql)
  }

  /** Who changed what, newest first. */
  audit(before?: number): AuditEntry[] {
    return listAudit(this.#sql, before)
  }

  /** Checks a configuration, adds it as a version and puts it in force; or changes nothing. */
  async publish(publication: Publication): Promise<Published> {
    const checked = this.#check(publication)
    if (!('config' in checked)) return checked
    const { note = '', isApproved = false, by, now } = publication
    // As it was asked for until now, also of a change that asks no more.
    const isAsked = readVersion(this.#sql)?.config.publishing?.approval === 'another'
    if (isAsked && !isApproved) return { needsApproval: true }
    const version = await this.#enforce('config.published', checked.config, note, { by, now })
    return { version, warnings: checked.warnings }
  }

  /** Puts the content of an older version in force again, as a version of its own. */
  async rollback(to: number, who: By): Promise<number | undefined> {
    const old = readVersion(this.#sql, to)
    if (!old) return undefined
    // What was in force once was approved once. Whether approval is asked for is not rolled back.
    const { publishing: _, ...config } = old.config
    const publishing = readVersion(this.#sql)?.config.publishing
    const restored = { ...config, ...(publishing && { publishing }) }
    return this.#enforce('config.rolled_back', restored, `Back to version ${to}`, who)
  }

  /** Keeps a configuration for somebody else to publish, if it could be published now. */
  propose(proposing: Proposing): Proposed {
    return this.#approving.propose(proposing)
  }

  /** All proposals, newest first. */
  proposals(): Proposal[] {
    return listProposals(this.#sql)
  }

  /** One proposal, with its content. */
  proposal(id: number): ProposalAnswer | undefined {
    return readProposal(this.#sql, id)?.proposal
  }

  /** Publishes or declines a proposal, on the word of another person than the one who made it. */
  async decideOn(id: number, verdict: Verdict): Promise<Unheard | Published | 'declined'> {
    return this.#approving.decideOn(id, verdict)
  }

  /** Takes a proposal back. */
  withdraw(id: number, who: By): Unheard | 'withdrawn' {
    return this.#approving.withdraw(id, who)
  }

  /** Takes into the log what was done to the accounts; what it has already is not taken twice. */
  hear(deeds: readonly AuditEntry[]): void {
    hearDeeds(this.#sql, deeds)
  }

  /** Work in progress. */
  draft(): Draft | undefined {
    return readDraft(this.#sql)
  }

  /** Saves work in progress, unless somebody else has saved since `revision`. */
  saveDraft(
    work: { config: Json; base?: number | undefined },
    revision: number,
    who: By
  ): { revision: number } | { conflict: number } {
    const current = readDraft(this.#sql)
    if (revision !== (current?.revision ?? 0)) return { conflict: current?.revision ?? 0 }
    const saved = { revision: revision + 1 }
    const base = work.base ?? current?.base ?? null
    saveDraft(this.#sql, { ...saved, config: work.config, base, at: who.now, by: who.by })
    this.#log(who, 'draft.saved', saved)
    return saved
  }

  /** Throws work in progress away. */
  discardDraft(who: By): void {
    const draft = readDraft(this.#sql)
    if (!draft) return
    discardDraft(this.#sql)
    this.#log(who, 'draft.discarded', { revision: draft.revision })
  }

  /** All keys ever made, without what opens anything. */
  keys(): ring.KeyEntry[] {
    return ring.listKeys(this.#sql)
  }

  /** Makes a key and shows it, this once. */
  async createKey(kind: KeyKind, label: string, who: By): Promise<ring.KeyEntry & { key: string }> {
    const made = await ring.makeKey(this.#site, kind, label, who.now)
    ring.addKey(this.#sql, made)
    await this.#enforceKeys(who, 'key.created', { id: made.entry.id, kind, label })
    return { ...made.entry, key: made.key }
  }

  /** Revokes a key; answers whether it was in force. */
  async revokeKey(id: string, who: By): Promise<boolean> {
    const entry = ring.revokeKey(this.#sql, id, who.now)
    if (!entry) return false
    await this.#enforceKeys(who, 'key.revoked', { id, kind: entry.kind, label: entry.label })
    return true
  }

  /** Keys that check identity tokens, without the keys themselves. */
  identityKeys(): Pick<IdentityKey, 'kid' | 'alg'>[] {
    return ring.listIdentityKeys(this.#sql).map(({ kid, alg }) => ({ kid, alg }))
  }

  /** Adds or replaces a key that checks identity tokens; answers whether it could be kept safely. */
  async putIdentityKey(key: IdentityKey, who: By): Promise<boolean> {
    const sealed = await sealIdentityKey(this.env, this.#site, key)
    if (!sealed) return false
    ring.putIdentityKey(this.#sql, sealed, who.now)
    await this.#enforceKeys(who, 'identity_key.added', { kid: key.kid, alg: key.alg })
    return true
  }

  /** Removes a key that checks identity tokens; answers whether there was one. */
  async removeIdentityKey(kid: string, who: By): Promise<boolean> {
    if (!ring.removeIdentityKey(this.#sql, kid)) return false
    await this.#enforceKeys(who, 'identity_key.removed', { kid })
    return true
  }

  /** Sets the secret that a source signs with; answers whether it could be kept safely. */
  async setSourceSecret(
    { source, secret, keepsPrevious }: { source: string; secret: string; keepsPrevious: boolean },
    who: By
  ): Promise<boolean> {
    const sealed = await sealSourceSecret(this.env, this.#site, { source, secret })
    if (sealed === undefined) return false
    putSourceSecret(this.#sql, { source, at: who.now, sealed }, keepsPrevious)
    await this.#enforceKeys(who, 'source_secret.set', { source, keepsPrevious })
    return true
  }

  /** Removes the secrets of a source; answers whether there were any. */
  async removeSourceSecret(source: string, who: By): Promise<boolean> {
    if (!removeSourceSecrets(this.#sql, source)) return false
    await this.#enforceKeys(who, 'source_secret.removed', { source })
    return true
  }

  /** Lets nothing leave through a channel; by itself, when its receiver asks for that or fails for days. */
  async switchOff(off: SwitchOff, by = 'attune'): Promise<void> {
    const { channel, at, reason } = off
    if (!addOff(this.#sql, off)) return
    await this.#enforceKeys({ by, now: at }, 'channel.switched_off', { channel, reason })
  }

  /** Lets messages leave through a channel again; answers whether it was off. */
  async switchOn(channel: string, who: By): Promise<boolean> {
    if (!removeOff(this.#sql, channel)) return false
    await this.#enforceKeys(who, 'channel.switched_on', { channel })
    return true
  }

  /** Brings to KV what KV refused at first. */
  override async alarm(): Promise<void> {
    await this.#publisher.flush()
  }

  #check({
    config,
    ifVersion,
    now,
  }: Publication): Checked | { problems: Problem[] } | { conflict: number } {
    const checked = checkSite(config, { regex, now, sources: sourceProblems })
    if ('problems' in checked) return checked
    const base = readVersion(this.#sql)?.version ?? 0
    if (ifVersion !== undefined && ifVersion !== base) return { conflict: base }
    return { ...checked, base }
  }

  async #enforce(did: Deed['did'], config: SiteConfig, note: string, who: By): Promise<number> {
    const version = addVersion(this.#sql, { config, note, by: who.by, at: who.now })
    this.#log(who, did, { version, note })
    this.#publisher.mark(who.now)
    await this.#publisher.flush()
    return version
  }

  async #enforceKeys(who: By, did: Deed['did'], detail: Deed['detail']): Promise<void> {
    this.#log(who, did, detail)
    this.#publisher.mark(who.now)
    await this.#publisher.flush()
  }

  #log({ by, now }: By, did: Deed['did'], detail: Deed['detail']): void {
    addAudit(this.#sql, now, { by, did, detail })
  }
}
