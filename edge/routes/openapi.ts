import { z } from 'zod'
import { problems } from '../http/problem.ts'
import { openRoute, type Route } from './route.ts'

/** `GET /openapi.json`: the route table, with the very schemas that requests are parsed with. */
export function openapiRoute(routes: readonly Route[]): Route {
  let document: string | undefined
  return openRoute({
    method: 'get',
    path: '/openapi.json',
    summary: 'This description.',
    isForPages: true,
    async handle() {
      document ??= JSON.stringify(describeApi(routes))
      const headers = { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' }
      return new Response(document, { headers })
    },
  })
}

/** Describes a route table as OpenAPI 3.1. */
export function describeApi(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: describeRoute(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Attune', version: '0.1.0', license: { name: 'Apache-2.0' } },
    paths,
    components: { securitySchemes, responses: { Problem: problemAnswer } },
  }
}

const securitySchemes = {
  key: {
    type: 'http',
    scheme: 'bearer',
    description: 'A key; or Basic, with the key as user name.',
  },
  admin: { type: 'http', scheme: 'bearer', description: "The owner's admin token." },
}

const problemAnswer = {
  description: 'A problem document (RFC 9457). `code` is stable.',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        required: ['type', 'title', 'status', 'code', 'detail'],
        properties: {
          ...{ type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' } },
          ...{ code: { enum: Object.keys(problems) }, detail: { type: 'string' } },
          path: { type: 'string', description: 'Where the fault is, as a dotted path.' },
          errors: { type: 'array', items: { type: 'object' } },
        },
      },
    },
  },
}

function describeRoute(route: Route): object {
  const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name)
  const schemas = route.bodies.map((body) =>
    z.toJSONSchema(body, { io: 'input', unrepresentable: 'any', target: 'draft-2020-12' })
  )
  const schema = schemas.length === 1 ? schemas[0] : { anyOf: schemas }
  const codes = [...new Set(route.problems ?? [])]
  return {
    summary: route.summary,
    ...(route.access !== 'open' && { security: [{ [route.access]: [] }] }),
    parameters: [
      ...names.map((name) => ({
        ...{ name, in: 'path', required: true, schema: { type: 'string' } },
      })),
      ...Object.entries(route.query ?? {}).map(([name, description]) => ({
        ...{ name, in: 'query', description, schema: { type: 'string' } },
      })),
    ],
    ...(schemas.length > 0 && {
      requestBody: { required: true, content: { 'application/json': { schema } } },
    }),
    ...(route.streams && {
      requestBody: {
        required: true,
        content: Object.fromEntries(route.streams.map((type) => [type, streamed])),
      },
    }),
    responses: {
      '2XX': { description: 'Done.' },
      ...Object.fromEntries(codes.map((code) => [String(problems[code].status), problemRef])),
      default: problemRef,
    },
  }
}

const streamed = { schema: { type: 'string', format: 'binary' } }

const problemRef = { $ref: '#/components/responses/Problem' }
