import type { Block } from '../../shared/content/content.ts'
import type { Action } from '../../shared/decide/action.ts'
import type { TraitDeclaration } from '../../shared/profile/trait.ts'
import type { SiteConfig } from '../../shared/site/config.ts'

/** Something to start a new action from. */
export interface Template {
  id: string
  name: string
  words: string
  /** Traits that it asks for; those of the site's own are left as they are. */
  traits?: Record<string, TraitDeclaration>
  action(slot: string): Action
}

/** What marketers begin with most; each is a whole action that passes the check. */
export const templates: readonly Template[] = [
  {
    id: 'hero-by-category',
    name: 'Hero by favourite category',
    words: 'Opens the page with what somebody looks at most.',
    traits: {
      favouriteCategory: {
        description: 'The category this person looks at most, lately.',
        compute: 'favourite',
        event: ['Product Viewed', 'Product Added'],
        of: 'properties.category',
        halfLife: '14d',
        atLeast: 2,
      },
    },
    action: (slot) => ({
      description: 'The page opens with the category that somebody looks at most.',
      slots: [slot],
      when: { 'traits.favouriteCategory': { $exists: true } },
      goal: { event: 'Product Added', within: '7d' },
      variants: says(
        'More in {{ traits.favouriteCategory }}',
        'New arrivals in what you look at most.',
        'Have a look'
      ),
    }),
  },
  {
    id: 'still-in-your-cart',
    name: 'Still in your cart',
    words: 'Names what was left in the cart, until it is bought.',
    action: (slot) => ({
      description: 'Reminds people of what they left in the cart.',
      slots: [slot],
      when: { 'cart.count': { $gte: 1 } },
      tier: 1,
      item: 'cart.latest.id',
      goal: { event: 'Order Completed', within: '7d' },
      caps: [{ max: 3, per: '7d' }],
      cooldown: { dismissed: '7d' },
      variants: says(
        'Still in your cart',
        '{{ cart.latest.name | default: "Your choice" }} is waiting for you.',
        'Go to the cart'
      ),
    }),
  },
  {
    id: 'welcome',
    name: 'Welcome new visitors',
    words: 'Says hello on the first visit, and never again.',
    action: (slot) => ({
      description: 'Welcomes people on their first visit.',
      slots: [slot],
      when: { 'session.number': { $lte: 1 } },
      intent: 'inform',
      caps: [{ max: 3, per: 'lifetime' }],
      variants: says('Nice to meet you', 'Here is what people love most.', 'Look around'),
    }),
  },
  {
    id: 'welcome-back',
    name: 'Welcome back',
    words: 'Something new for people who have been here before.',
    action: (slot) => ({
      description: 'Shows people who come back what is new.',
      slots: [slot],
      when: { 'session.number': { $gte: 2 } },
      intent: 'inform',
      caps: [{ max: 1, per: '1d' }],
      variants: says('Good to see you again', 'This came in since your last visit.', 'What is new'),
    }),
  },
  {
    id: 'newsletter-card',
    name: 'Newsletter after a few pages',
    words: 'A card in the corner for people who look around; gone for a month when dismissed.',
    action: (slot) => ({
      description: 'Asks people who look around for their e-mail address, once.',
      slots: [slot],
      when: {
        'session.pages': { $gte: 4 },
        'events.Subscribed.count': 0,
      },
      intent: 'inform',
      caps: [{ max: 1, per: 'session' }],
      cooldown: { dismissed: '30d', converted: 'lifetime' },
      goal: { event: 'Subscribed', within: '1d' },
      variants: {
        main: {
          content: {
            type: 'blocks',
            surface: 'card',
            blocks: [
              { type: 'heading', text: 'Shall we write to you?', level: 2 },
              { type: 'text', text: 'One letter a month, with what is new.' },
              {
                type: 'form',
                event: 'Subscribed',
                submit: 'Sign up',
                thanks: 'Thank you. Until soon.',
                fields: [{ name: 'email', label: 'E-mail', input: 'email', required: true }],
              },
            ],
          },
        },
      },
    }),
  },
  {
    id: 'win-back',
    name: 'Win back',
    words: 'For people who bought once, and not for two months.',
    action: (slot) => ({
      description: 'Greets people whose last order is more than two months ago.',
      slots: [slot],
      when: { 'events.Order Completed.last': { $before: { ago: '60d' } } },
      tier: 1,
      goal: { event: 'Order Completed', within: '14d' },
      caps: [{ max: 2, per: '30d' }],
      cooldown: { dismissed: '30d' },
      variants: says('It has been a while', 'Delivery is on us this time.', 'See what is new'),
    }),
  },
  {
    id: 'evening',
    name: 'Only in the evening',
    words: 'Speaks by the visitor’s own clock.',
    action: (slot) => ({
      description: 'Shown in the evening of the visitor’s own day.',
      slots: [slot],
      dayparts: [{ from: '18:00', until: '24:00' }],
      intent: 'inform',
      variants: says('A quiet evening', 'Take your time: delivery is free tonight.', 'Have a look'),
    }),
  },
  {
    id: 'campaign',
    name: 'Continue a campaign',
    words: 'Picks up what the newsletter or ad has promised.',
    action: (slot) => ({
      description: 'For people who come from the newsletter.',
      slots: [slot],
      when: { 'context.campaign.source': 'newsletter' },
      tier: 1,
      variants: says('As promised', 'Your offer from the newsletter is here.', 'See the offer'),
    }),
  },
  {
    id: 'blank',
    name: 'Blank',
    words: 'For everybody, until you say otherwise.',
    action: blank,
  },
]

/** An action that says nothing yet. */
export function blank(slot: string): Action {
  return { slots: [slot], variants: says('A heading', 'A sentence.', 'A button') }
}

/** The configuration with what a template needs: its slot, and traits that are not there yet. */
export function withNeeds(config: SiteConfig, { traits }: Template, slot: string): SiteConfig {
  return {
    ...config,
    slots: { [slot]: { default: 'What the page shows by itself' }, ...config.slots },
    ...(traits && { traits: { ...traits, ...config.traits } }),
  }
}

function says(heading: string, text: string, button: string): Action['variants'] {
  const blocks: Block[] = [
    { type: 'heading', text: heading, level: 2 },
    { type: 'text', text },
    { type: 'button', text: button, href: '/', style: 'primary' },
  ]
  return { main: { content: { type: 'blocks', blocks } } }
}
