import type { Json } from '../event/json.ts'

/** A person as a directory knows them: enough to be found and told from others. */
export interface DirectoryEntry {
  /** Profile id. */
  profile: string
  /** When the profile began, and the day on which it was last heard of; of who has no name, the first. */
  createdAt: number
  at: number
  /** External ids by kind, those of devices left out. */
  ids: Record<string, string[]>
  /** The traits that the site declares searchable. */
  traits: Record<string, Json>
}

/**
 * `GET /v1/admin/sites/:site/people?query=&cursor=`: people whose ids or searchable traits begin with
 * the query; without one, those heard of most recently.
 */
export interface PeopleAnswer {
  people: DirectoryEntry[]
  /** Leads to the next page; absent on the last. */
  cursor?: string
  /** How many people the site knows. */
  total: number
}
