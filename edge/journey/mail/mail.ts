/** An e-mail, ready to leave. */
export interface Mail {
  /** Id of the message; becomes its Message-ID, so that mail programs show a copy once. */
  id: string
  from: Sender
  to: string
  replyTo?: string
  subject: string
  html: string
  text: string
  headers: Record<string, string>
}

/** Who writes. */
export interface Sender {
  name: string
  email: string
}

/** Sends one mail, or throws with a note that may be logged. */
export type Mailer = (mail: Mail) => Promise<void>

/** Reads `Shop <hello@shop.example>` or a bare address. */
export function readSender(text: string): Sender {
  const parts = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+)>\s*$/.exec(text)
  return { name: parts?.[1] ?? '', email: parts?.[2] ?? text.trim() }
}
