import { DurableObject } from 'cloudflare:workers'
import type { Env } from '../env.ts'

/** Counts per minute of one site, one shard of several. */
export class MeasureObject extends DurableObject<Env> {}
