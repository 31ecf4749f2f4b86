import type { Env } from '../env.ts'
import { type Remote, remote } from '../remote.ts'
import type { SiteObject } from './site-object.ts'

/** The object that holds a site. */
export function siteObject(env: Env, site: string): Remote<SiteObject> {
  return remote<SiteObject>(env.SITE, site)
}
