/** What somebody may do on a site, from least to most. Each may do what those before it may. */
export const roles = ['viewer', 'editor', 'publisher', 'owner'] as const

/** What somebody may do on a site. */
export type Role = (typeof roles)[number]

/**
 * The least role that each route of the owner's API asks for, below `/v1/admin/sites/:site`. The one
 * table of rights: the worker obeys it, the console hides by it, the documents and the tests are made
 * from it. A route that is not in it is the owner's alone.
 */
export const leastRole = {
  'get /config': 'viewer',
  'put /config': 'publisher',
  'get /draft': 'viewer',
  'put /draft': 'editor',
  'delete /draft': 'editor',
  'get /versions': 'viewer',
  'get /versions/:version': 'viewer',
  'post /rollback': 'publisher',
  'get /audit': 'viewer',
  'get /proposals': 'viewer',
  'get /proposals/:id': 'viewer',
  'post /proposals': 'editor',
  'delete /proposals/:id': 'editor',
  'post /proposals/:id/decision': 'publisher',
  'post /preview-links': 'editor',
  'get /now': 'viewer',
  'get /people': 'viewer',
  'get /sources': 'viewer',
  'put /sources/:source/secret': 'owner',
  'delete /sources/:source/secret': 'owner',
  'get /deliveries': 'viewer',
  'get /deliveries/:id': 'editor',
  'post /deliveries/:id/replay': 'editor',
  'delete /deliveries/:id': 'publisher',
  'get /offers/:pool': 'viewer',
  'post /offers/:pool/codes': 'publisher',
  'get /journeys': 'viewer',
  'get /channels': 'viewer',
  'post /channels/:channel/enable': 'publisher',
  'post /channels/:channel/disable': 'publisher',
  'get /messages/failed': 'viewer',
  'post /messages/replay': 'editor',
  'get /profiles/:ref': 'viewer',
  'get /profiles/:ref/timeline': 'viewer',
  'get /profiles/:ref/export': 'editor',
  'delete /profiles/:ref': 'publisher',
  'post /profiles/:ref/unmerge': 'publisher',
  'get /keys': 'viewer',
  'post /keys': 'owner',
  'delete /keys/:id': 'owner',
  'get /identity-keys': 'viewer',
  'put /identity-keys/:kid': 'owner',
  'delete /identity-keys/:kid': 'owner',
  'get /channels/:channel/secret': 'owner',
  'get /session': 'viewer',
  'delete /session': 'viewer',
  'put /session/password': 'viewer',
  'get /members': 'viewer',
  'put /members/:id': 'owner',
  'delete /members/:id': 'owner',
  'post /invitations': 'owner',
  'delete /invitations/:id': 'owner',
  'get /access-keys': 'owner',
  'post /access-keys': 'owner',
  'delete /access-keys/:id': 'owner',
  'get /sign-on': 'owner',
  'put /sign-on': 'owner',
} as const satisfies Record<string, Role>

/** Whether a role is enough for a route: `put /config`. */
export function mayUse(role: Role, route: string): boolean {
  const table: Readonly<Record<string, Role>> = leastRole
  const least = Object.hasOwn(table, route) ? (table[route] ?? 'owner') : 'owner'
  return roles.indexOf(role) >= roles.indexOf(least)
}
