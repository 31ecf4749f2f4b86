import type { Channel, Email } from '../../../shared/journey/message.ts'
import type { Outgoing } from '../../../shared/journey/run.ts'
import { type Frame, mailHtml } from './html.ts'
import { type Mail, readSender } from './mail.ts'
import { mailText } from './text.ts'
import type { Tracking } from './tracking.ts'

/** What a mail needs beside its message. */
export interface ComposeOptions {
  message: Outgoing
  channel: Extract<Channel, { kind: 'email' }>
  email: Email
  locale: string
  /** Address of the page that ends it all; mails that are owed have none. */
  unsubscribe: string | undefined
  /** Address of the page on which people choose. */
  preferences?: string | undefined
  tracking?: Tracking
}

/** Writes the mail of a message: both parts, and the headers that let people leave in one click. */
export function composeMail(options: ComposeOptions): Mail | undefined {
  const { message, channel, email, locale, unsubscribe, preferences, tracking } = options
  if (message.to === undefined) return undefined
  const from = readSender(channel.from)
  const { subject, preview, blocks } = email
  const frame: Frame = {
    ...{ locale, subject, preview, footer: channel.footer, unsubscribe, preferences },
    ...(tracking !== undefined && { tracking }),
  }
  return {
    ...{ id: message.id, from, to: message.to, subject: oneLine(subject) },
    html: mailHtml(blocks, frame),
    text: mailText(blocks, frame),
    headers: {
      'Message-ID': `<${message.id}@${from.email.split('@')[1] ?? 'attune'}>`,
      // RFC 8058: the mail program sends the POST by itself, so no page stands in between.
      ...(unsubscribe !== undefined && {
        'List-Unsubscribe': `<${unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
      ...(message.transactional && { 'Auto-Submitted': 'auto-generated' }),
    },
    ...(channel.replyTo !== undefined && { replyTo: channel.replyTo }),
  }
}

/** A value of the person in a subject must not begin another header. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}
