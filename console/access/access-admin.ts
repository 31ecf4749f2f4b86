import type {
  AccessKey,
  AccessKeysAnswer,
  InvitationAnswer,
  MembersAnswer,
  SignOn,
} from '../../shared/api/access-api.ts'
import type { ProposalAnswer, ProposalsAnswer } from '../../shared/api/proposal-api.ts'
import type { Role } from '../../shared/api/roles.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { request } from '../admin/request.ts'
import { at } from '../admin/site.ts'

const one = (list: string, id: string | number) => at(`${list}/${encodeURIComponent(id)}`)
const gone = (path: string) => request<JsonObject>(path, { method: 'DELETE' })

/** Questions about who may do what, and about what waits for another person's yes. */
export const access = {
  members: () => request<MembersAnswer>(at('members')),
  setRole: (id: string, role: Role) =>
    request<JsonObject>(one('members', id), { method: 'PUT', body: { role } }),
  remove: (id: string) => gone(one('members', id)),
  invite: (email: string, role: Role) =>
    request<InvitationAnswer>(at('invitations'), { method: 'POST', body: { email, role } }),
  withdraw: (id: string) => gone(one('invitations', id)),
  keys: () => request<AccessKeysAnswer>(at('access-keys')),
  createKey: (name: string, role: Role) =>
    request<AccessKey & { key: string }>(at('access-keys'), {
      method: 'POST',
      body: { name, role },
    }),
  revokeKey: (id: string) => gone(one('access-keys', id)),
  signOn: () => request<SignOn>(at('sign-on')),
  setSignOn: (signOn: SignOn) => request<SignOn>(at('sign-on'), { method: 'PUT', body: signOn }),
  proposals: () => request<ProposalsAnswer>(at('proposals')),
  proposal: (id: string) => request<ProposalAnswer>(one('proposals', id)),
  propose: (config: SiteConfig, version: number, note: string) =>
    request<{ id: number }>(at('proposals'), {
      method: 'POST',
      body: { config, note },
      ...(version > 0 && { ifMatch: version }),
    }),
  decide: (id: number, verdict: 'approve' | 'decline', note: string) =>
    request<JsonObject>(`${one('proposals', id)}/decision`, {
      method: 'POST',
      body: { verdict, note },
    }),
  withdrawProposal: (id: number) => gone(one('proposals', id)),
}
