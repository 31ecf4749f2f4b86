import type { ServerResponse } from 'node:http'
import type { Html } from './html.ts'
import type { Visit } from './visit.ts'

const year = 31_536_000

/** Sends a page. Its policy allows our own files, the page's two inline scripts, and Attune. */
export function sendPage(response: ServerResponse, visit: Visit, page: Html, status = 200): void {
  const attune = new URL(visit.attune.url).origin
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${visit.nonce}' ${attune}`,
    `connect-src 'self' ${attune}`,
    "img-src 'self' data:",
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  ]
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-cache',
    'set-cookie': cookie('flash', '', 0),
  })
  response.end(page.markup)
}

/** Answers a form: go there next. */
export function redirect(response: ServerResponse, location: string, cookies: string[] = []): void {
  response.writeHead(303, { location, 'set-cookie': cookies })
  response.end()
}

/** A cookie for the whole shop, out of scripts' reach. */
export function cookie(name: string, value: string, maxAge = year): string {
  return `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax`
}

/** Tells the next page what happened. */
export function flash(facts: Record<string, string>): string {
  return cookie('flash', new URLSearchParams(facts).toString(), 60)
}
