import { signal } from '@preact/signals'
import type {
  AuditAnswer,
  KeysAnswer,
  NowAnswer,
  PublishAnswer,
  PublishedConfig,
  TimelineAnswer,
  VersionsAnswer,
} from '../../shared/api/admin-api.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { request } from './request.ts'

/** The site being looked at; `?site=` chooses another one. */
export const site = signal(new URLSearchParams(location.search).get('site') ?? 'demo')

const at = (path: string) => `sites/${encodeURIComponent(site.value)}/${path}`
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
  versions: () => request<VersionsAnswer>(at('versions')),
  version: (version: number) => request<PublishedConfig>(at(`versions/${version}`)),
  rollback: (version: number) =>
    request<PublishAnswer>(at('rollback'), { method: 'POST', body: { version } }),
  audit: () => request<AuditAnswer>(at('audit')),
  keys: () => request<KeysAnswer>(at('keys')),
  now: () => request<NowAnswer>(at('now')),
  profile: (ref: string) => request<JsonObject>(person(ref)),
  timeline: (ref: string) => request<TimelineAnswer>(`${person(ref)}/timeline`),
  erase: (ref: string) => request<JsonObject>(person(ref), { method: 'DELETE' }),
}
