import type { z } from 'zod'
import type { Env } from '../env.ts'
import type { ProblemCode, Refusal } from '../http/problem.ts'

/** One request, as every route sees it. */
export interface Asked {
  request: Request
  url: URL
  env: Env
  /** The worker's clock, taken once. */
  now: number
  /** Values of `:name` in the route's path. */
  params: Record<string, string>
  /** Keeps work alive after the answer has left. */
  waitUntil(work: Promise<unknown>): void
}

/** What a route answers: a response, or a refusal that becomes one. */
export type Reply = Response | Refusal

/** What a route says of itself, for whoever reads the description of the API. */
export interface Described {
  method: 'get' | 'post' | 'put' | 'delete'
  /** As hono reads it: `/v1/profiles/:ref`. */
  path: string
  summary: string
  /** Refusals of this route's own; those of keys, bodies and limits go without saying. */
  problems?: readonly ProblemCode[]
  /** What may stand behind the question mark, in words. */
  query?: Readonly<Record<string, string>>
  /** Content types of a body that is read as it streams by, where there is no schema for it. */
  streams?: readonly string[]
}

/** One entry of the route table: what is served, described and tested. */
export interface Route extends Described {
  access: 'open' | 'key' | 'admin'
  /** Schemas that the bodies of this route are parsed with. */
  bodies: z.ZodType[]
  /** Whether pages of other origins call it. */
  isForPages: boolean
  reply(asked: Asked): Promise<Reply>
}

/** A route that asks for no key and reads no body. */
export function openRoute(
  route: Described & { isForPages?: boolean; handle(asked: Asked): Promise<Reply> }
): Route {
  const { handle, isForPages = false, ...described } = route
  return { ...described, access: 'open', bodies: [], isForPages, reply: handle }
}
