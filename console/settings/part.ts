import type { SiteConfig } from '../../shared/site/config.ts'

/** What each part of the settings is given. `set` takes what changes; `undefined` takes it out. */
export interface SettingsPart {
  config: SiteConfig
  set: (some: { [K in keyof SiteConfig]?: SiteConfig[K] | undefined }) => void
}
