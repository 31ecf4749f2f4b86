import type { PageDecision } from '../shared/api/page-api.ts'
import type { Core, Upkeep } from './core.ts'
import type { Host } from './host.ts'
import type { hear } from './live/hear.ts'
import type { takeLease } from './send/lease.ts'
import type { makeRoom } from './store/overflow.ts'

/** The parts that are loaded when they are needed, and what each exports. */
interface Parts {
  upkeep: { attend(core: Core): Upkeep }
  signals: { start(host: Host): void }
  surfaces: { show(decision: PageDecision, host: Host): void }
  inspector: { open(host: Host): void }
  live: { hear: typeof hear }
  lease: { takeLease: typeof takeLease }
  overflow: { makeRoom: typeof makeRoom }
}

/**
 * Loads a part from the folder that the tag came from. A dynamic import carries the trust of the script
 * that asks for it: it passes `strict-dynamic`, nonces and Trusted Types without a word from the owner.
 */
export const loadPart = <Name extends keyof Parts>(
  endpoint: string,
  name: Name
): Promise<Parts[Name]> => import(`${endpoint}/${name}.js`)
