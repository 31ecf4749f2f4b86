import type { PageDecision } from '../../shared/api/page-api.ts'

const find = (selector: string): Element[] => [...document.querySelectorAll(selector)]

/** Elements that are slots; `more` narrows them. */
const marked = (more = ''): Element[] => find(`[data-attune-slot]${more},attune-slot[name]${more}`)

const nameOf = (element: Element): string =>
  element.getAttribute('data-attune-slot') ?? element.getAttribute('name') ?? ''

/** Slots that the page has marked. */
export const slotsInPage = (): string[] => marked().map(nameOf)

/** Slots whose content may change in place when something has happened. */
export const liveSlots = (): string[] => marked('[data-attune-live]').map(nameOf)

/** Elements that a decision is for: those the configuration selects, else those marked with its slot. */
export const elementsFor = ({ slot, selector }: PageDecision): Element[] =>
  selector ? find(selector) : marked().filter((element) => nameOf(element) === slot)
