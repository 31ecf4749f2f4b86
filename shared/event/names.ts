import { ga4Events } from './ga4.ts'

/**
 * The names Attune knows by heart. Any other name is as welcome and works the same; these are the ones
 * that mean something by themselves: to the items of a person, to care mode, to programmes.
 */
export const standardNames = {
  browsing: [
    'Products Searched',
    'Product List Viewed',
    'Product List Filtered',
    'Product Clicked',
    'Product Viewed',
    'Product Shared',
    'Product Reviewed',
    'Promotion Viewed',
    'Promotion Clicked',
  ],
  ordering: [
    'Product Added',
    'Product Removed',
    'Cart Viewed',
    'Cart Shared',
    'Product Added to Wishlist',
    'Product Removed from Wishlist',
    'Wishlist Product Added to Cart',
    'Checkout Started',
    'Checkout Step Viewed',
    'Checkout Step Completed',
    'Payment Info Entered',
    'Coupon Entered',
    'Coupon Applied',
    'Coupon Denied',
    'Coupon Removed',
    'Order Completed',
    'Order Updated',
    'Order Refunded',
    'Order Cancelled',
  ],
  account: [
    'Signed Up',
    'Signed In',
    'Signed Out',
    'Lead Generated',
    'Invite Sent',
    'Account Created',
    'Account Deleted',
    'Account Added User',
    'Account Removed User',
    'Trial Started',
    'Trial Ended',
  ],
  email: [
    'Email Delivered',
    'Email Opened',
    'Email Link Clicked',
    'Email Bounced',
    'Email Marked as Spam',
    'Unsubscribed',
  ],
  chat: [
    'Live Chat Conversation Started',
    'Live Chat Message Sent',
    'Live Chat Message Received',
    'Live Chat Conversation Ended',
  ],
  desk: [
    'Ticket Opened',
    'Ticket Updated',
    'Ticket Reopened',
    'Ticket Resolved',
    'Ticket Closed',
    'Complaint Filed',
    'Complaint Resolved',
    'Call Started',
    'Call Ended',
    'Feedback Given',
  ],
  media: [
    'Video Playback Started',
    'Video Playback Paused',
    'Video Playback Resumed',
    'Video Playback Completed',
    'Video Content Started',
    'Video Content Playing',
    'Video Content Completed',
    'Audio Playback Started',
    'Audio Content Playing',
    'Audio Playback Completed',
  ],
  experiment: ['Experiment Viewed'],
  /** Attention, mood and forms, as the page's own listeners report them. */
  signal: [
    'Page Engaged',
    'Element Viewed',
    'Coupon Copied',
    'Rage Clicked',
    'Dead Clicked',
    'Page Errored',
    'Form Started',
    'Form Submitted',
    'Form Errored',
    'Consent Updated',
    'Slot Contested',
  ],
  decision: [
    'Decision Rendered',
    'Decision Viewed',
    'Decision Clicked',
    'Decision Dismissed',
    'Decision Converted',
  ],
} as const

/** Names of Segment's first ecommerce spec and of common senders that mean the same. */
const otherNames: Readonly<Record<string, string>> = {
  'Viewed Product': 'Product Viewed',
  'Viewed Product Category': 'Product List Viewed',
  'Clicked Product': 'Product Clicked',
  'Searched Products': 'Products Searched',
  'Added Product': 'Product Added',
  'Removed Product': 'Product Removed',
  'Viewed Cart': 'Cart Viewed',
  'Started Checkout': 'Checkout Started',
  'Started Order': 'Checkout Started',
  'Completed Order': 'Order Completed',
  'Updated Order': 'Order Updated',
  'Refunded Order': 'Order Refunded',
  'Cancelled Order': 'Order Cancelled',
  'Viewed Promotion': 'Promotion Viewed',
  'Clicked Promotion': 'Promotion Clicked',
  'Ticket Created': 'Ticket Opened',
  'Ticket Solved': 'Ticket Resolved',
}

/** The deeds to an item that a profile remembers. */
export const deeds = ['viewed', 'added', 'removed', 'bought'] as const

/** A deed to an item. */
export type Deed = (typeof deeds)[number]

/** What an event means for the items it names. */
export const deedOf: ReadonlyMap<string, Deed> = new Map<string, Deed>([
  ['Product Viewed', 'viewed'],
  ['Video Content Started', 'viewed'],
  ['Product Added', 'added'],
  ['Wishlist Product Added to Cart', 'added'],
  ['Product Removed', 'removed'],
  ['Order Completed', 'bought'],
])

const standard: ReadonlySet<string> = new Set(Object.values(standardNames).flat())
const canonical: ReadonlyMap<string, string> = new Map([
  ...Object.entries(ga4Events),
  ...Object.entries(otherNames),
])

/** The one name under which an event is kept, whatever its sender calls it. */
export function canonicalName(name: string): string {
  return canonical.get(name) ?? name
}

/** Whether a canonical name is one of the table. */
export function isStandardName(name: string): boolean {
  return standard.has(name)
}
