import type { Env } from '../env.ts'
import { type Remote, remote } from '../remote.ts'
import type { CatalogueObject } from './catalogue-object.ts'

/** The object that holds what a site offers. */
export function catalogueObject(env: Env, site: string): Remote<CatalogueObject> {
  return remote<CatalogueObject>(env.CATALOGUE, site)
}
