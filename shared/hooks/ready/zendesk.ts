import type { EventMapping, WholeSource } from '../source.ts'

/** Whoever asked for help: by the id that the shop gave them, by address, or by the desk's own id. */
const person = {
  userId: 'detail.requester.external_id ? detail.requester.external_id : requester.external_id',
  email: 'detail.requester.email ? detail.requester.email : requester.email',
  ids: { zendesk_user: '$string(detail.requester_id ? detail.requester_id : requester.id)' },
}

const properties = {
  ticket_id: '$string(detail.id ? detail.id : ticket.id)',
  priority: '$lowercase(detail.priority ? detail.priority : ticket.priority)',
  status: '$lowercase(detail.status ? detail.status : ticket.status)',
  channel: 'detail.via.channel',
  tags: 'detail.tags',
}

/** One turn of a ticket. The words of the ticket itself stay in the help desk. */
function turn(event: string, when: string, id: string): EventMapping {
  return { when, id, event, at: 'time', person, properties }
}

const changed = 'type = "zen:event-type:ticket.status_changed"'
const open = '["NEW", "OPEN", "PENDING", "HOLD"]'
const done = '["SOLVED", "CLOSED"]'

/**
 * Zendesk's ticket events; other desks send the same with a template of their own. An open ticket is
 * what begins care mode, a solved one ends it.
 */
export const zendesk: WholeSource = {
  proof: {
    by: 'hmac',
    header: 'X-Zendesk-Webhook-Signature',
    encoding: 'base64',
    timestamp: 'X-Zendesk-Webhook-Signature-Timestamp',
  },
  events: [
    turn('Ticket Opened', 'type = "zen:event-type:ticket.created"', '"zendesk-" & id'),
    turn(
      'Ticket Resolved',
      `${changed} and $uppercase(event.current) in ${done} and $not($uppercase(event.previous) in ${done})`,
      '"zendesk-" & id'
    ),
    turn(
      'Ticket Reopened',
      `${changed} and $uppercase(event.current) in ${open} and $uppercase(event.previous) in ${done}`,
      '"zendesk-" & id'
    ),
  ],
}
