/**
 * Journeys, messages and channels of a whole site as the console sees them, under
 * `/v1/admin/sites/:site`. Times are ms since the Unix epoch.
 */

/** `GET /journeys`: where people are now, and what came of journeys in the last 24 hours. */
export interface JourneysAnswer {
  now: number
  /** By name, also of journeys that are no longer in the configuration while somebody is in them. */
  journeys: Record<string, JourneyCounts>
}

/** Counts of one journey. Runs are counted, not people: a journey with a key may have several of one. */
export interface JourneyCounts {
  /** Runs that stand at each step now, by id of the step. */
  waiting: Record<string, number>
  day: {
    entered: number
    /** Runs that came to each step. */
    reached: Record<string, number>
    /** Messages that left, by step. */
    sent: Record<string, number>
    /** Messages that were decided against, by step; the receipts and time lines say why. */
    notSent: Record<string, number>
    /** Runs that ended, by reason: `finished`, `exit`, `goal`, `not_in_audience`, `displaced`, `removed`. */
    ended: Record<string, number>
    goals: number
  }
}

/** `GET /channels`: whether each channel works. */
export interface ChannelsAnswer {
  channels: ChannelState[]
}

/** One channel of the configuration. */
export interface ChannelState {
  name: string
  kind: 'email' | 'webhook'
  /** Attempts of the last 24 hours. */
  day: { arrived: number; failed: number; givenUp: number }
  /** Nothing is sent: the receiver asked for it (410), or has failed for days. Messages wait in the failed list. */
  off?: { at: number; reason: string }
  /** Attempts fail, and none has arrived since. */
  failing?: { since: number; failures: number; note: string }
}

/** `GET /messages/failed?channel=&before=`: messages that were given up, of all people, newest first. */
export interface FailedMessagesAnswer {
  messages: FailedMessage[]
  /** Ask `?before=` this for older ones. */
  next?: number
  /** All that are in the list, of this channel when one was asked for. The newest 10,000 are kept, for 30 days. */
  total: number
}

/** One message that was given up. */
export interface FailedMessage {
  /** Place in the list. */
  n: number
  id: string
  /** Profile id: the person's page shows the rest. */
  profile: string
  channel: string
  journey: string
  step: string
  /** When it was decided, and when it was given up. */
  at: number
  givenUpAt: number
  attempts: number
  /** How the last attempt ended. */
  note: string
}

/**
 * `POST /messages/replay` with `{ id }`, `{ channel }` or `{}` for all: each is sent again under its
 * old id, from the first attempt on. At most a hundred in one call: repeat while `left` is not 0.
 */
export interface ReplayAnswer {
  replayed: number
  /** Messages whose person or whose time is over; they leave the list. */
  gone: number
  left: number
}

/** `POST /channels/:channel/enable`: answers the channel as it is now. `POST /channels/:channel/disable` takes `{ reason }`. */
export type ChannelAnswer = ChannelState
