import type { Problem } from '../../condition/condition.ts'
import type { SiteConfig } from '../../site/config.ts'
import { addressPath } from '../message.ts'
import { checkWebhookUrl, type UrlFault } from '../webhook-url.ts'
import { checkFactPath } from './problems.ts'

const advice: Record<UrlFault, string> = {
  not_https: 'Webhooks carry personal data: use https.',
  malformed: 'Write https://host/path in plain letters; other alphabets as xn--….',
  has_credentials: 'Leave user name and password out; the receiver checks the signature.',
  other_port: 'Only port 443 is allowed.',
  ip_address: 'Name a host, not an address.',
  single_label: 'Name a host of the public Internet.',
  private_name: 'This name leads into a private network.',
}

/** Checks where channels lead, and where they find a person's address. */
export function checkChannels({ channels = {} }: SiteConfig): Problem[] {
  return Object.entries(channels).flatMap(([name, channel]) => {
    const path = `channels.${name}`
    const fault = channel.kind === 'webhook' ? checkWebhookUrl(channel.url) : undefined
    return [
      ...checkFactPath(addressPath(channel), `${path}.address`),
      ...(fault === undefined
        ? []
        : [{ code: 'forbidden_url', path: `${path}.url`, message: advice[fault] }]),
    ]
  })
}
