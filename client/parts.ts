import type { PageDecision } from '../shared/api/page-api.ts'
import type { Core, Upkeep } from './core.ts'
import type { Host } from './host.ts'

/** The parts that are loaded when they are needed, and what each exports. */
interface Parts {
  upkeep: { attend(core: Core): Upkeep }
  signals: { start(host: Host): void }
  surfaces: { show(decision: PageDecision, host: Host): void }
  inspector: { open(host: Host): void }
}

/**
 * Loads a part from the folder that the tag came from. A dynamic import carries the trust of the script
 * that asks for it: it passes `strict-dynamic`, nonces and Trusted Types without a word from the owner.
 */
export const loadPart = <Name extends keyof Parts>(
  endpoint: string,
  name: Name
): Promise<Parts[Name]> => import(`${endpoint}/${name}.js`)
