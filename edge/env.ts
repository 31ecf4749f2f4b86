/** What `wrangler.toml` and the owner's secrets give to the worker and its objects. */
export interface Env {
  /** Published snapshots, one key per site. */
  CONFIG: KVNamespace
  /** The visitor's script and the console, built into `dist/`. */
  ASSETS: Fetcher
  PROFILE: DurableObjectNamespace
  IDENTITY: DurableObjectNamespace
  SITE: DurableObjectNamespace
  ACCESS: DurableObjectNamespace
  MEASURE: DurableObjectNamespace
  IDEMPOTENCY: DurableObjectNamespace
  /** What of a site's messages did not arrive. */
  DELIVERY: DurableObjectNamespace
  /** Webhook deliveries that failed. */
  HOOKS: DurableObjectNamespace
  CATALOGUE: DurableObjectNamespace
  /** Codes of offers, one object per pool. */
  OFFER: DurableObjectNamespace
  DIRECTORY: DurableObjectNamespace
  /** Opens the admin API. Without it the admin API is closed. */
  ADMIN_TOKEN?: string
  /** Makes the first owner of a site that has none; may be removed once it is there. */
  SETUP_TOKEN?: string
  /** The one host that serves console and admin API, `console.shop.com`; without it every host does. */
  CONSOLE_HOST?: string
  /** Cloudflare Access in front of the console: `shop.cloudflareaccess.com`, and the application's AUD tag. */
  ACCESS_TEAM_DOMAIN?: string
  ACCESS_AUD?: string
  /**
   * Set by the local start only: demo keys on loopback, short-lived caches, console without a token;
   * messages are kept on the machine instead of sent.
   */
  ATTUNE_LOCAL?: string
  /** With `ATTUNE_LOCAL`: an address on this machine that gets all webhooks, for tests. */
  ATTUNE_LOCAL_RECEIVER?: string
  /** With `ATTUNE_LOCAL`: after how long an interrupted delivery is repeated, for tests. */
  ATTUNE_LOCAL_LEASE_MS?: string
  /** First path segment of the owner's choice, because blockers list known paths. */
  PATH_PREFIX?: string
  /** Secrets of webhooks and links in mails are derived from it. Without it neither is sent. */
  ATTUNE_SECRET?: string
  /** Where this worker is reached, `https://edge.shop.com`: links in mails begin with it. */
  PUBLIC_URL?: string
  /** Cloudflare's e-mail sending. */
  EMAIL?: SendEmail
  /** Or a provider's HTTP API, and its token. */
  MAIL_API_URL?: string
  MAIL_API_TOKEN?: string
}
