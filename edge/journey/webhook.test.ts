import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { base64 } from './secret.ts'
import { sendWebhook } from './webhook.ts'

const secret = (fill: number) => new Uint8Array(32).fill(fill)

/** Sends one webhook to a receiver on this machine, and answers what arrived. */
async function sendTo(answer: (status: (code: number) => void) => void, secrets = [secret(1)]) {
  const received: { headers: Record<string, string>; body: string }[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)])
    )
    received.push({ headers, body: Buffer.concat(parts).toString() })
    answer((code) => response.writeHead(code, { location: 'http://127.0.0.1:1/' }).end('words'))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const receiver = `http://127.0.0.1:${port}/`
  const hook = { url: 'https://crm.shop.com/', id: 'msg_1', body: '{"a":"ü"}', secrets, receiver }
  const delivery = await sendWebhook(hook, Date.now())
  server.closeAllConnections()
  server.close()
  return { delivery, received }
}

test('the library of the standard accepts the signature, and refuses another body (S9)', async () => {
  const { delivery, received } = await sendTo((status) => status(204))
  expect(delivery).toEqual({ arrived: true })
  const verifier = new Webhook(base64(secret(1)))
  const [hook] = received
  if (hook === undefined) throw new Error('Nothing arrived.')
  expect(verifier.verify(hook.body, hook.headers)).toEqual({ a: 'ü' })
  expect(() => verifier.verify('{"a":"u"}', hook.headers)).toThrow()
})

test('while a secret is replaced, receivers with either one accept it', async () => {
  const { received } = await sendTo((status) => status(200), [secret(2), secret(1)])
  const [hook] = received
  for (const fill of [1, 2]) {
    const verifier = new Webhook(base64(secret(fill)))
    expect(verifier.verify(hook?.body ?? '', hook?.headers ?? {})).toEqual({ a: 'ü' })
  }
})

test.each([
  [200, { arrived: true }],
  [302, { arrived: false, note: 'answered 302' }],
  [404, { arrived: false, note: 'answered 404' }],
  [410, { arrived: false, note: 'answered 410', isFinal: true, isGone: true }],
  [500, { arrived: false, note: 'answered 500' }],
])('an answer of %i is judged by its status alone', async (code, expected) => {
  const { delivery, received } = await sendTo((status) => status(code))
  expect(delivery).toEqual(expected)
  expect(received).toHaveLength(1)
})

test('a URL that was forbidden since it was saved is not asked (S8)', async () => {
  const hook = { url: 'https://127.0.0.1/', id: 'm', body: '{}', secrets: [secret(1)] }
  expect(await sendWebhook(hook, Date.now())).toEqual({
    ...{ arrived: false, note: 'forbidden: ip_address', isFinal: true },
  })
})
