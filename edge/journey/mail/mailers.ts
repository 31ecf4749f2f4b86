import { withDeadline } from '../deadline.ts'
import type { Mail, Mailer } from './mail.ts'

/** Cloudflare's own: a `send_email` binding. */
export function bindingMailer(binding: SendEmail): Mailer {
  return async ({ id: _, from, to, ...mail }) => {
    await binding.send({ ...mail, to, from: from.name === '' ? from.email : from })
  }
}

const timeoutMs = 15_000

/**
 * A provider's HTTP API that takes a mail as JSON: `from`, `to`, `subject`, `html`, `text`,
 * `headers`, `reply_to`. The id of the message keeps a repeated call from becoming a second mail.
 */
export function httpMailer(url: string, token: string): Mailer {
  return async ({ id, from, to, replyTo, ...mail }: Mail) => {
    const sender = from.name === '' ? from.email : `${from.name} <${from.email}>`
    const answer = await withDeadline(timeoutMs, (signal) =>
      fetch(url, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': id,
        },
        body: JSON.stringify({
          ...mail,
          from: sender,
          to: [to],
          ...(replyTo && { reply_to: replyTo }),
        }),
        redirect: 'manual',
        signal,
      })
    )
    await answer.body?.cancel()
    if (!answer.ok) throw new Error(`answered ${answer.status}`)
  }
}
