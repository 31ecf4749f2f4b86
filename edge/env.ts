/** What `wrangler.toml` and the owner's secrets give to the worker and its objects. */
export interface Env {
  /** Published snapshots, one key per site. */
  CONFIG: KVNamespace
  /** The visitor's script and the console, built into `dist/`. */
  ASSETS: Fetcher
  PROFILE: DurableObjectNamespace
  IDENTITY: DurableObjectNamespace
  SITE: DurableObjectNamespace
  MEASURE: DurableObjectNamespace
  /** Opens the admin API. Without it the admin API is closed. */
  ADMIN_TOKEN?: string
  /** Set by the local start only: demo keys on loopback, short-lived caches, console without a token. */
  ATTUNE_LOCAL?: string
  /** First path segment of the owner's choice, because blockers list known paths. */
  PATH_PREFIX?: string
}
