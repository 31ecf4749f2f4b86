import type { Problem } from '../condition/condition.ts'

/**
 * Data in bulk, with a secret key. Bodies and answers are NDJSON, one JSON object a line, or CSV with
 * a head line; both are streamed. Times are ISO 8601 in CSV and ms since the Unix epoch in NDJSON.
 */

/** What can be carried: people as they are known, or what happened to them. */
export const transferKinds = ['profiles', 'events'] as const

/** What is carried. */
export type TransferKind = (typeof transferKinds)[number]

/** How it is written. */
export const transferFormats = ['ndjson', 'csv'] as const

/** How it is written. */
export type TransferFormat = (typeof transferFormats)[number]

/** People in one page of an export, at most and by default. */
export const exportPage = { max: 1_000, standard: 200 } as const

/** Lines in one request of an import. Send a larger file in parts; parts may be sent again. */
export const maxImportLines = 1_000

/**
 * `GET /v1/export/{profiles|events}?format=ndjson|csv&cursor=&limit=`: a page of people. The header
 * `attune-cursor` leads to the next page; without it this was the last one.
 */
export const cursorHeader = 'attune-cursor'

/** The header that says how many people are known by and large, for a progress bar. */
export const totalHeader = 'attune-total'

/*
 * A file of profiles as NDJSON is exact: imported into an empty site it gives the same profiles. A
 * person is several lines, `{ person, part: "log", n, data }` oldest first and `{ person, part:
 * "state", data }` last; they may be cut apart anywhere between lines, but keep their order. CSV is for
 * spreadsheets: names and given traits of people, one a line. A file of events is calls of the Segment
 * API, and may be made by anybody.
 */

/** `POST /v1/import/{profiles|events}?format=ndjson|csv`: what became of the lines of one request. */
export interface ImportReport {
  /** Lines read, empty ones not counted. */
  lines: number
  /** Lines that brought something new. */
  added: number
  /** Lines that were known already: an import may be repeated. */
  known: number
  /** Lines that were refused, with their place in this request, from 1. At most 100 are told. */
  refused: number
  problems: (Problem & { line: number })[]
}
