import type { EventMapping, WholeSource } from '../source.ts'

/** One kind of report about a mail; whom it concerns is known by a hash of the address. */
function report(
  event: string,
  when: string,
  { id, at, ...more }: Pick<EventMapping, 'id'> & Partial<EventMapping> & { at: string }
): EventMapping {
  return {
    ...{ when, event, id, at },
    person: {
      userId: 'Metadata.user_id',
      email: 'Recipient ? Recipient : Email',
    },
    ...more,
    properties: { message_id: 'MessageID', campaign: 'Tag', ...more.properties },
  }
}

/**
 * Postmark's reports: opened, clicked, bounced, marked as spam, unsubscribed. It signs nothing; give
 * its webhook a password of Basic authentication.
 */
export const postmark: WholeSource = {
  proof: { by: 'bearer' },
  events: [
    report('Email Opened', 'RecordType = "Open"', {
      id: '"postmark-open-" & MessageID & "-" & ReceivedAt',
      at: 'ReceivedAt',
    }),
    report('Email Link Clicked', 'RecordType = "Click"', {
      id: '"postmark-click-" & MessageID & "-" & ReceivedAt',
      at: 'ReceivedAt',
      properties: { url: 'OriginalLink' },
    }),
    report('Email Bounced', 'RecordType = "Bounce"', {
      id: '"postmark-bounce-" & $string(ID)',
      at: 'BouncedAt',
      properties: { kind: 'Type', permanent: 'Inactive' },
    }),
    report('Email Marked as Spam', 'RecordType = "SpamComplaint"', {
      id: '"postmark-spam-" & $string(ID)',
      at: 'BouncedAt',
      consent: { marketing: 'false' },
    }),
    report('Unsubscribed', 'RecordType = "SubscriptionChange" and SuppressSending = true', {
      id: '"postmark-unsubscribed-" & Recipient & "-" & ChangedAt',
      at: 'ChangedAt',
      properties: { channel: '"email"' },
      consent: { marketing: 'false' },
    }),
    report('Subscribed', 'RecordType = "SubscriptionChange" and SuppressSending = false', {
      id: '"postmark-subscribed-" & Recipient & "-" & ChangedAt',
      at: 'ChangedAt',
      properties: { channel: '"email"' },
    }),
  ],
}
