import type { Env } from '../env.ts'
import { type Remote, remote } from '../remote.ts'
import type { AccessObject } from './access-object.ts'

/** The object that knows who may do what on a site. */
export function accessObject(env: Env, site: string): Remote<AccessObject> {
  return remote<AccessObject>(env.ACCESS, site)
}
