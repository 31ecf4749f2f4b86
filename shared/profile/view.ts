import type { JsonObject } from '../event/json.ts'
import type { FactsInput } from './facts.ts'

/** The outward picture of a person: what `GET /v1/profiles/{ref}` answers. */
export function viewProfile(input: Omit<FactsInput, 'event'> & { segments: string[] }): JsonObject {
  void input
  return {}
}
