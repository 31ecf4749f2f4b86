import { trackCall, type Visitor } from './click.ts'

/** Events of one visitor, so that the edge needs one object call for them. */
export interface Batch {
  visitor: string
  calls: ReturnType<typeof trackCall>[]
}

/** As many as one request may carry. */
const maxEvents = 500

/** Cuts every visitor's clicks into requests, in the order of the file. */
export function* batchesOf(visitors: Visitor[]): Generator<Batch> {
  for (const visitor of visitors) {
    for (let from = 0; from < visitor.clicks.length; from += maxEvents) {
      const part = visitor.clicks.slice(from, from + maxEvents)
      yield { visitor: visitor.id, calls: part.map((click) => trackCall(visitor, click)) }
    }
  }
}
