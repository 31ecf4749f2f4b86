import type { Action } from '../../shared/decide/action.ts'
import type { SiteConfig } from '../../shared/site/config.ts'

/** Something to start a new action from. */
export interface Template {
  id: string
  name: string
  words: string
  action(slot: string): Action
}

const blocks = (heading: string, text: string, button: string): Action['variants'] => ({
  main: {
    content: {
      type: 'blocks',
      blocks: [
        { type: 'heading', text: heading, level: 2 },
        { type: 'text', text },
        { type: 'button', text: button, href: '/', style: 'primary' },
      ],
    },
  },
})

/** What marketers begin with most; each is a whole action that passes the check. */
export const templates: readonly Template[] = [
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
      variants: blocks('Nice to meet you', 'Here is what people love most.', 'Look around'),
    }),
  },
  {
    id: 'returning',
    name: 'Greet who comes back',
    words: 'Something new for people who have been here before.',
    action: (slot) => ({
      description: 'Shows people who come back what is new.',
      slots: [slot],
      when: { 'session.number': { $gte: 2 } },
      intent: 'inform',
      caps: [{ max: 1, per: '1d' }],
      variants: blocks(
        'Good to see you again',
        'This came in since your last visit.',
        'What is new'
      ),
    }),
  },
  {
    id: 'cart',
    name: 'Remind of the cart',
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
      variants: blocks(
        'Still in your cart',
        '{{ cart.latest.name | default: "Your choice" }} is waiting for you.',
        'Go to the cart'
      ),
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
      variants: blocks(
        'A quiet evening',
        'Take your time: delivery is free tonight.',
        'Have a look'
      ),
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
      variants: blocks('As promised', 'Your offer from the newsletter is here.', 'See the offer'),
    }),
  },
  {
    id: 'blank',
    name: 'Blank',
    words: 'For everybody, until you say otherwise.',
    action: (slot) => ({ slots: [slot], variants: blocks('A heading', 'A sentence.', 'A button') }),
  },
]

/** A name for a new action that is not taken. */
export function freeName(id: string, { actions = {} }: SiteConfig): string {
  if (!Object.hasOwn(actions, id)) return id
  const numbers = Array.from({ length: 1_000 }, (_, i) => `${id}-${i + 2}`)
  return numbers.find((name) => !Object.hasOwn(actions, name)) ?? `${id}-${Date.now()}`
}
