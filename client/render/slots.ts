import type { PageDecision } from '../../shared/api/page-api.ts'

const find = (selector: string): Element[] => [...document.querySelectorAll(selector)]

const marked = (): Element[] => find('[data-attune-slot],attune-slot[name]')

const nameOf = (element: Element): string =>
  element.getAttribute('data-attune-slot') ?? element.getAttribute('name') ?? ''

/** Slots that the page has marked. */
export const slotsInPage = (): string[] => marked().map(nameOf)

/** Elements that a decision is for: those the configuration selects, else those marked with its slot. */
export const elementsFor = ({ slot, selector }: PageDecision): Element[] =>
  selector ? find(selector) : marked().filter((element) => nameOf(element) === slot)
