import { DurableObject } from 'cloudflare:workers'
import type { Env } from '../env.ts'

/** What a site offers. */
export class CatalogueObject extends DurableObject<Env> {}
