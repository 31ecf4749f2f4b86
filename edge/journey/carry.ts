import type { Channel } from '../../shared/journey/message.ts'
import type { Outgoing } from '../../shared/journey/run.ts'
import type { Env } from '../env.ts'
import { keepLocally } from './local-messages.ts'
import { composeMail } from './mail/compose.ts'
import type { Mail, Mailer } from './mail/mail.ts'
import { bindingMailer, httpMailer } from './mail/mailers.ts'
import { trackingOf } from './mail/tracking.ts'
import { deriveSecret } from './secret.ts'
import { signedUrl } from './signed-link.ts'
import { type Delivery, sendWebhook } from './webhook.ts'
import { webhookBody } from './webhook-body.ts'

/** Whose message it is. */
export interface Person {
  site: string
  profile: string
  /** External ids by kind, so that a receiver knows whom it is about. */
  ids: Record<string, string[]>
  locale: string
}

/** One message and the channel it goes through. */
export interface Parcel {
  message: Outgoing
  channel: Channel | undefined
  person: Person
  now: number
}

/** Carries a message to its channel. Never throws: whatever goes wrong is a note. */
export async function carry(env: Env, parcel: Parcel): Promise<Delivery> {
  const { message, channel } = parcel
  if (channel === undefined) return refused('the channel is gone')
  const isMail = 'subject' in message.message
  if (isMail !== (channel.kind === 'email')) return refused('the channel has changed its kind')
  return channel.kind === 'email'
    ? carryMail(env, parcel, channel)
    : carryWebhook(env, parcel, channel)
}

async function carryWebhook(
  env: Env,
  { message, person, now }: Parcel,
  channel: Extract<Channel, { kind: 'webhook' }>
): Promise<Delivery> {
  const { id } = message
  const { site } = person
  const { type, body } = webhookBody(message, person)
  const secrets = await secretsOf(env, { site, name: message.channel, channel, now })
  if (secrets.length === 0) return { arrived: false, note: 'ATTUNE_SECRET is not set' }
  if (env.ATTUNE_LOCAL && env.ATTUNE_LOCAL_RECEIVER === undefined) {
    await keepLocally(env, {
      ...{ id, at: now, site, channel: message.channel, to: channel.url },
      ...{ title: type, text: body, headers: {} },
    })
    return { arrived: true }
  }
  const receiver = env.ATTUNE_LOCAL ? env.ATTUNE_LOCAL_RECEIVER : undefined
  return sendWebhook({ url: channel.url, id, body, secrets, receiver }, now)
}

async function carryMail(
  env: Env,
  { message, person, now }: Parcel,
  channel: Extract<Channel, { kind: 'email' }>
): Promise<Delivery> {
  const { site, profile, locale } = person
  const unsubscribe = message.transactional
    ? undefined
    : await signedUrl(env, { kind: 'unsubscribe', site, about: [profile, message.channel] })
  if (!message.transactional && unsubscribe === undefined) {
    return {
      arrived: false,
      note: 'ATTUNE_SECRET or PUBLIC_URL is not set: nobody could unsubscribe',
    }
  }
  if (!('subject' in message.message)) return refused('not a mail')
  const email = message.message
  const preferences =
    unsubscribe && (await signedUrl(env, { kind: 'preferences', site, about: [profile] }))
  const tracking = await trackingOf(env, {
    ...{ site, profile, message, channel, blocks: email.blocks },
  })
  const mail = composeMail({ message, channel, email, locale, unsubscribe, preferences, tracking })
  if (mail === undefined) return refused('no address')
  const mailer = mailerOf(env, { site, channel: message.channel, now })
  if (mailer === undefined) return { arrived: false, note: 'no e-mail binding or provider is set' }
  try {
    await mailer(mail)
    return { arrived: true }
  } catch (error) {
    return { arrived: false, note: error instanceof Error ? error.message.slice(0, 200) : 'failed' }
  }
}

/** Both secrets while one is being replaced, so that the receiver can change over at leisure. */
async function secretsOf(
  env: Env,
  {
    site,
    name,
    channel,
    now,
  }: { site: string; name: string; channel: Extract<Channel, { kind: 'webhook' }>; now: number }
): Promise<Uint8Array[]> {
  const { secretVersion: version = 1, previousSecretUntil: until } = channel
  const isChanging = until !== undefined && version > 1 && now < Date.parse(until)
  const versions = isChanging ? [version, version - 1] : [version]
  const secrets = await Promise.all(versions.map((one) => webhookSecret(env, site, name, one)))
  return secrets.filter((secret) => secret !== undefined)
}

/** The secret that signs a channel's webhooks. */
export function webhookSecret(env: Env, site: string, channel: string, version: number) {
  return deriveSecret(env, ['webhook', site, channel, String(version)])
}

/** The way mails leave: kept on the machine, by the binding, or by a provider. */
function mailerOf(
  env: Env,
  { site, channel, now }: { site: string; channel: string; now: number }
): Mailer | undefined {
  if (env.ATTUNE_LOCAL) {
    return ({ id, to, subject: title, html, text, headers }: Mail) =>
      keepLocally(env, { id, at: now, site, channel, to, title, html, text, headers })
  }
  if (env.EMAIL !== undefined) return bindingMailer(env.EMAIL)
  const { MAIL_API_URL: url, MAIL_API_TOKEN: token } = env
  return url === undefined || token === undefined ? undefined : httpMailer(url, token)
}

function refused(note: string): Delivery {
  return { arrived: false, note, isFinal: true }
}
