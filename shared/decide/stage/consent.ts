import type { Json } from '../../event/json.ts'
import type { SiteConfig } from '../../site/config.ts'
import type { Action } from '../action.ts'
import type { Stage } from '../prepare/prepared.ts'
import { refusal } from '../refusal.ts'

/** What an action needs when it names no purpose. */
export const defaultPurpose = 'personalization'

/** Sale and sharing by name; an owner marks further purposes with `shares`. */
const sharingPurposes: ReadonlySet<string> = new Set(['sale', 'share', 'advertising'])

/** Purposes an action asks consent for. What is sent because somebody asked for it needs none. */
export function purposesOf(action: Action): readonly string[] {
  return action.purposes ?? (action.transactional === true ? [] : [defaultPurpose])
}

/** Refuses an action while one of its purposes is not granted. */
export function consentStage(action: Action): Stage | undefined {
  const purposes = purposesOf(action)
  if (purposes.length === 0) return undefined
  return ({ grants }) => {
    for (const purpose of purposes) {
      if (grants.get(purpose) !== true) return refusal('no_consent', purpose)
    }
    return undefined
  }
}

/** Which of the purposes this person grants now. A "no" always counts, a silence as the mode says. */
export function grantsOf(
  purposes: readonly string[],
  consent: SiteConfig['consent'],
  read: (path: string) => Json
): ReadonlyMap<string, boolean> {
  const silence = consent?.mode !== 'required'
  const gpc = read('request.gpc') === true
  const grant = (purpose: string): boolean => {
    const shares = consent?.purposes?.[purpose]?.shares ?? sharingPurposes.has(purpose)
    // Read in any case: a receipt that says "withheld" must know that consent was given.
    const said = read(`request.consent.${purpose}`)
    if (gpc && shares) return false
    return typeof said === 'boolean' ? said : silence
  }
  return new Map(purposes.map((purpose) => [purpose, grant(purpose)]))
}
