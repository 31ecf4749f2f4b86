import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkWebhookUrl } from './webhook-url.ts'

const refused: Record<string, string[]> = {
  not_https: [
    'http://hooks.shop.com/',
    'ftp://hooks.shop.com/',
    '//hooks.shop.com/',
    'hooks.shop.com',
    'https:hooks.shop.com',
    'https:/hooks.shop.com',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/plain,hi',
    ' https://hooks.shop.com/',
    '',
  ],
  ip_address: [
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.0.0.1/',
    'https://0177.0.0.1/',
    'https://10.0.0.1/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'https://0/',
    'https://1.1.1.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fe80::1%25eth0]/',
    'https://[fd00::1]/',
    'https://127.0.0.1./',
    'https://a.b.0x10/',
  ],
  has_credentials: [
    'https://user@hooks.shop.com/',
    'https://user:pass@hooks.shop.com/',
    'https://hooks.shop.com@127.0.0.1/',
    'https://@hooks.shop.com/',
  ],
  other_port: [
    'https://hooks.shop.com:80/',
    'https://hooks.shop.com:8443/',
    'https://hooks.shop.com:22',
    'https://hooks.shop.com:/',
    'https://hooks.shop.com:0/',
  ],
  single_label: ['https://localhost/', 'https://intranet/', 'https://com/'],
  private_name: [
    'https://a.localhost/',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'https://db.corp/',
    'https://nas.lan/',
    'https://router.home.arpa/',
    'https://127.0.0.1.nip.io/',
    'https://app.localtest.me/',
    'https://x.onion/',
    'https://METADATA.google.INTERNAL/',
    'https://printer.local./',
  ],
  malformed: [
    'https://hooks.shop.com\\@127.0.0.1/',
    'https://hooks.shop.com\\.evil.com/',
    'https://hooks.shop.com/a b',
    'https://hooks.shop.com/\n',
    'https://hooks\t.shop.com/',
    'https://ⓛocalhost.com/',
    'https://127。0。0。1/',
    'https://%6c%6f%63alhost.com/',
    'https://hooks..shop.com/',
    'https://-hooks.shop.com/',
    'https:///etc/passwd',
    'https://ho_oks.shop.com/',
  ],
}

describe.each(Object.entries(refused))('%s', (fault, urls) => {
  test.each(urls)('refuses %j', (url) => {
    expect(checkWebhookUrl(url)).toBe(fault)
  })
})

test.each([
  'https://hooks.shop.com',
  'https://hooks.shop.com/path?query=1#part',
  'https://HOOKS.shop.com:443/path',
  'https://xn--bcher-kva.com/hook',
  'https://a.b.c.d.shop.travel/',
])('takes %s', (url) => {
  expect(checkWebhookUrl(url)).toBeUndefined()
})

test('refuses the hosts of the service itself', () => {
  const ownHosts = ['edge.attune.com']
  expect(checkWebhookUrl('https://edge.attune.com/v1/events', { ownHosts })).toBe('private_name')
  expect(checkWebhookUrl('https://a.edge.attune.com/', { ownHosts })).toBe('private_name')
  expect(checkWebhookUrl('https://edge.attune.com.evil.com/', { ownHosts })).toBeUndefined()
})

test('what is taken is read by every parser as the host that was checked', () => {
  const part = fc.constantFrom(
    ...'https:// a.com @ : 443 80 / \\ ? # [ ] % %2e .. . 127.0.0.1 0x7f localhost 。 \t é'.split(
      ' '
    ),
    fc.string({ maxLength: 3 })
  )
  const url = fc.array(fc.oneof(part.map(String), fc.string({ maxLength: 2 })), { maxLength: 8 })
  fc.assert(
    fc.property(url, (parts) => {
      const text = `https://${parts.join('')}`
      if (checkWebhookUrl(text) !== undefined) return
      const parsed = new URL(text)
      expect(parsed.protocol).toBe('https:')
      expect([parsed.username, parsed.password, parsed.port]).toEqual(['', '', ''])
      expect(parsed.hostname).toMatch(/^[a-z0-9.-]+\.[a-z0-9-]*[a-z][a-z0-9-]*\.?$/)
      expect(parsed.hostname).not.toMatch(/^[\d.]+$/)
    }),
    { numRuns: 20_000 }
  )
})
