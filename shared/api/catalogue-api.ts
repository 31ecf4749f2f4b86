import type { Problem } from '../condition/condition.ts'

/** `PUT /v1/catalogue`: what became of a feed. */
export interface FeedReport {
  /** Items that are offered now. */
  items: number
  /** Those that are new or differ from before, and those that are offered no more. */
  changed: number
  removed: number
  /** Records that are no items, with their place in the feed, from 1. At most 100 are told. */
  refused: number
  problems: (Problem & { record: number })[]
}

/** `GET /v1/catalogue`. */
export interface CatalogueAnswer {
  version: number
  /** When it was last changed, ms since the Unix epoch. */
  at: number
  items: number
  /** Changes that watchers are still being told of. */
  telling: number
}
