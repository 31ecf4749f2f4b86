import { accessKeys, createAccessKey, revokeAccessKey } from './access/access-keys.ts'
import { join, setUp } from './access/arrival.ts'
import {
  changeMember,
  invite,
  members,
  removeMember,
  withdrawInvitation,
} from './access/members.ts'
import { changePassword, signIn, signOut, whoAmI } from './access/session.ts'
import { putSignOn, signOn } from './access/sign-on.ts'
import { channelSecret } from './admin/channel-secret.ts'
import { channels, disableChannel, enableChannel } from './admin/channels.ts'
import { publishConfig, readConfig } from './admin/config.ts'
import { discardDraft, readDraft, saveDraft } from './admin/draft.ts'
import { failedMessages, replayFailed } from './admin/failed-messages.ts'
import { identityKeys, putIdentityKey, removeIdentityKey } from './admin/identity-keys.ts'
import { journeyCounts } from './admin/journeys.ts'
import { createKey, keys, revokeKey } from './admin/keys.ts'
import { nowCounters } from './admin/now.ts'
import { createPreviewLink } from './admin/preview-links.ts'
import { adminErasure, adminExport, adminProfile, timeline } from './admin/profiles.ts'
import {
  decideOnProposal,
  proposal,
  proposals,
  propose,
  withdrawProposal,
} from './admin/proposals.ts'
import { unmerge } from './admin/unmerge.ts'
import { audit, rollback, version, versions } from './admin/versions.ts'
import { click, open } from './answered.ts'
import { dataRoutes } from './data-routes.ts'
import { decisions } from './decisions.ts'
import { events } from './events.ts'
import { health } from './health.ts'
import { live } from './live.ts'
import { localOutbox } from './local-messages.ts'
import { messages, replayMessage } from './messages.ts'
import { openapiRoute } from './openapi.ts'
import { savePreferences, showPreferences } from './preferences.ts'
import { preview } from './preview.ts'
import { erasure, exported, profile } from './profiles.ts'
import { receipt } from './receipts.ts'
import type { Route } from './route.ts'
import { rudderSettings, segmentSettings } from './segment/library-settings.ts'
import { segmentRoutes } from './segment/routes.ts'
import { askUnsubscribe, unsubscribe } from './unsubscribe.ts'

const forPages = [events, decisions, live, preview]
const forServers = [...segmentRoutes, segmentSettings, ...rudderSettings]
const forPeople = [profile, erasure, exported, receipt, messages, replayMessage]
const forReaders = [
  askUnsubscribe,
  unsubscribe,
  localOutbox,
  ...[showPreferences, savePreferences, click, open],
]
const forOwners = [
  ...[readConfig, publishConfig, readDraft, saveDraft, discardDraft],
  ...[versions, version, rollback, audit],
  ...[keys, createKey, revokeKey, identityKeys, putIdentityKey, removeIdentityKey],
  ...[adminProfile, adminErasure, adminExport, timeline, unmerge, nowCounters, journeyCounts],
  ...[channels, enableChannel, disableChannel, channelSecret, failedMessages, replayFailed],
  createPreviewLink,
  ...[proposals, proposal, propose, decideOnProposal, withdrawProposal],
]
const forAccess = [
  ...[signIn, whoAmI, signOut, changePassword, setUp, join],
  ...[members, changeMember, removeMember, invite, withdrawInvitation],
  ...[accessKeys, createAccessKey, revokeAccessKey, signOn, putSignOn],
]
const described = [
  ...forPages,
  ...forServers,
  ...dataRoutes,
  ...forPeople,
  ...forReaders,
  ...forOwners,
  ...forAccess,
  health,
]

/** Everything that is served besides files: routed, described and tested from this one table. */
export const routes: readonly Route[] = [...described, openapiRoute(described)]
