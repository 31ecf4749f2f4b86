import type { Profile } from '../../shared/profile/profile.ts'
import type { Fed } from '../feed/feeding.ts'
import type { Travelling } from '../journey/travel.ts'
import type { News } from '../live/news.ts'
import type { Parting } from './merge-journal.ts'

/** A move of everything this object knows into another profile, begun and not yet finished. */
export interface Departure {
  mergeId: string
  into: string
  since: number
}

/**
 * The state row of a profile object. An object is a profile, and also the address of a device: the
 * one it is derived from. Where device and profile have parted, the record says where to go.
 */
export interface ProfileRecord extends News, Fed {
  /** The person. Absent: nothing is known, or all of it has moved. */
  profile?: Profile
  /** Where the person stands in the site's journeys. */
  journeys?: Travelling
  /** The profile into which this one was merged. */
  movedTo?: string
  /** A merge on its way: nothing else may change until it has arrived. */
  leaving?: Departure
  /** A merge that is being undone: nothing else may change until it is. */
  parting?: { mergeId: string; at: number }
  /** Merges that were undone, on either side. */
  partings?: Parting[]
  /** The profile of the person now using the device, when it is not this one. */
  device?: string
  /** The anonymous profile of the device while it shows no proof of who uses it. */
  guest?: string
  /** Devices that used this profile and now use another, whatever a worker may remember. */
  left?: string[]
  /** Print of what the directory of the site was last told. */
  listed?: string
  /** When something was last stored here. */
  touchedAt?: number
  /** Everything that happened up to then was erased on demand, and stays so. */
  erasedAt?: number
  /** An erasure begun and not yet finished. */
  erasing?: number
  /** What the owner wanted kept how long when it was set; absent: as usual. */
  keeps?: string
  /** Whether the alarm that cleans up is set; asking the platform each time would cost an await. */
  isArmed?: true
}
