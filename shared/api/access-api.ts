import { z } from 'zod'
import { type Role, roles } from './roles.ts'

/**
 * Who may do what on a site: accounts, invitations, keys for programs, single sign-on. Below
 * `/v1/admin/sites/:site`, like the rest of the owner's API; times are ms since the epoch.
 */

const email = z.email().max(254).trim().toLowerCase()
const name = z.string().trim().min(1).max(100)
/** Long is what makes a password hard to guess; everything else makes it hard to remember. */
const password = z.string().min(12).max(256)
const token = z.string().min(1).max(256)
const role = z.enum(roles)

/** Body of `POST /session`. */
export const signInSchema = z.strictObject({ email, password: z.string().max(256) })

/** Body of `POST /setup`: the first owner of a site that has none. */
export const setUpSchema = z.strictObject({ token, email, name, password })

/** Body of `POST /join`: the account that an invitation is for. */
export const joinSchema = z.strictObject({ token, name, password })

/** Body of `POST /invitations`. */
export const invitationSchema = z.strictObject({ email, role })

/** Body of `PUT /session/password`. */
export const passwordSchema = z.strictObject({ current: z.string().max(256), password })

/** Body of `PUT /members/:id`. */
export const memberSchema = z.strictObject({ role })

/** Body of `POST /access-keys`. */
export const accessKeySchema = z.strictObject({ name, role })

/** Body of `PUT /sign-on`: roles of people who come by single sign-on and are no members. */
export const signOnSchema = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        /** A group of the identity provider, or everybody of a mail domain. */
        who: z.union([
          z.strictObject({ group: z.string().min(1).max(255) }),
          z.strictObject({ domain: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/) }),
        ]),
        role,
      })
    )
    .max(100),
})

/** Roles by single sign-on. */
export type SignOn = z.infer<typeof signOnSchema>

/** How somebody came in. */
export type Entrance =
  /** With a password, in the console. */
  | 'session'
  /** Through Cloudflare Access. */
  | 'sign-on'
  /** On a server of one's own machine. */
  | 'local'
  /** A program, with a key made for it. */
  | 'key'
  /** Whoever runs the worker, with its ADMIN_TOKEN. */
  | 'operator'

/** `GET /session`; answer of `POST /session`, `POST /join` and `POST /setup`. */
export interface SessionAnswer {
  /** As the audit log calls them. */
  by: string
  name: string
  role: Role
  entrance: Entrance
  /** To be sent as `attune-csrf` with every change. */
  csrf?: string
  /** The session ends then at the latest, and after half an hour without a request. */
  until?: number
}

/** Somebody with an account. */
export interface Member {
  id: string
  email: string
  name: string
  role: Role
  createdAt: number
  /** Last sign-in. */
  seenAt?: number
}

/** An invitation that nobody has taken up yet. */
export interface Invitation {
  id: string
  email: string
  role: Role
  by: string
  until: number
}

/** `GET /members`. */
export interface MembersAnswer {
  members: Member[]
  invitations: Invitation[]
}

/** Answer of `POST /invitations`: shown once, for the one who is invited. */
export interface InvitationAnswer extends Invitation {
  token: string
}

/** A key for a program, without the key. */
export interface AccessKey {
  id: string
  name: string
  role: Role
  by: string
  createdAt: number
  usedAt?: number
  revokedAt?: number
}

/** `GET /access-keys`. The key itself is shown once, by `POST /access-keys`, as `key`. */
export interface AccessKeysAnswer {
  keys: AccessKey[]
}
