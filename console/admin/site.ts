import { signal } from '@preact/signals'
import type {
  AuditAnswer,
  DraftAnswer,
  KeysAnswer,
  NowAnswer,
  PublishAnswer,
  PublishedConfig,
  TimelineAnswer,
  UnmergeAnswer,
  VersionsAnswer,
} from '../../shared/api/admin-api.ts'
import type { PeopleAnswer } from '../../shared/api/people-api.ts'
import type { PreviewLink, PreviewLinkRequest } from '../../shared/api/preview-api.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { request, requestText } from './request.ts'

/** The site being looked at; `?site=` chooses another one. */
export const site = signal(new URLSearchParams(location.search).get('site') ?? 'demo')

/** The address of something of this site, for `request`. */
export const at = (path: string) => `sites/${encodeURIComponent(site.value)}/${path}`
const person = (ref: string) => at(`profiles/${encodeURIComponent(ref)}`)

/** Every question that the console asks, by name. */
export const admin = {
  config: () => request<PublishedConfig>(at('config')),
  publish: (config: SiteConfig, version: number, note: string) =>
    request<PublishAnswer>(at('config'), {
      method: 'PUT',
      body: { config, note },
      ifMatch: version,
    }),
  draft: () => request<DraftAnswer>(at('draft')),
  saveDraft: (config: SiteConfig, base: number, revision: number) =>
    request<{ revision: number }>(at('draft'), {
      method: 'PUT',
      body: { config, ...(base > 0 && { base }) },
      ...(revision > 0 && { ifMatch: revision }),
    }),
  discardDraft: () => request<JsonObject>(at('draft'), { method: 'DELETE' }),
  versions: () => request<VersionsAnswer>(at('versions')),
  version: (version: number) => request<PublishedConfig>(at(`versions/${version}`)),
  rollback: (version: number) =>
    request<PublishAnswer>(at('rollback'), { method: 'POST', body: { version } }),
  audit: () => request<AuditAnswer>(at('audit')),
  keys: () => request<KeysAnswer>(at('keys')),
  createKey: (kind: 'public' | 'secret', label: string) =>
    request<{ id: string; key: string }>(at('keys'), { method: 'POST', body: { kind, label } }),
  revokeKey: (id: string) =>
    request<JsonObject>(at(`keys/${encodeURIComponent(id)}`), { method: 'DELETE' }),
  now: () => request<NowAnswer>(at('now')),
  previewLink: (scene: PreviewLinkRequest) =>
    request<PreviewLink>(at('preview-links'), { method: 'POST', body: scene }),
  /** People one of whose names begins with a text; without one, those heard of most recently. */
  people: (query: string, cursor?: string) => {
    const asked = new URLSearchParams({ ...(query && { query }), ...(cursor && { cursor }) })
    return request<PeopleAnswer>(at(`people?${asked}`))
  },
  profile: (ref: string) => request<JsonObject>(person(ref)),
  timeline: (ref: string) => request<TimelineAnswer>(`${person(ref)}/timeline`),
  /** Everything that is kept of a person: one JSON object a line. */
  exported: (ref: string) => requestText(`${person(ref)}/export`),
  /** Takes two people apart whom a merge had made one. */
  unmerge: (ref: string, merge: string) =>
    request<UnmergeAnswer>(`${person(ref)}/unmerge`, { method: 'POST', body: { merge } }),
  erase: (ref: string) => request<JsonObject>(person(ref), { method: 'DELETE' }),
}
