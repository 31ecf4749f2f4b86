import { safeUrl } from '../../../shared/content/safe-url.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text as text: in an element or in a quoted attribute. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => entities[letter] ?? letter)
}

/** A text with its line breaks. */
export function lines(text: string): string {
  return escaped(text).replaceAll('\n', '<br>')
}

/** How a link looks, and where it leads by way of. */
export interface LinkOptions {
  style?: string
  /** Addresses to use instead, by the address that is meant. */
  via?: ReadonlyMap<string, string>
}

/** A link; where the address is none that may be followed, its words alone. */
export function link(
  href: string,
  text: string,
  { style = 'color:#222', via }: LinkOptions = {}
): string {
  const url = absoluteUrl(href)
  if (url === undefined) return escaped(text)
  return `<a href="${escaped(via?.get(url) ?? url)}" style="${style}">${escaped(text)}</a>`
}

/** A picture; where its address is none that may be loaded, its description. */
export function image(src: string, alt: string): string {
  const url = absoluteUrl(src)
  if (url === undefined) return escaped(alt)
  return `<img src="${escaped(url)}" alt="${escaped(alt)}" style="max-width:100%"><br>`
}

/** A mail stands on no page: an address that is relative to one leads nowhere. */
export function absoluteUrl(url: string): string | undefined {
  const safe = safeUrl(url)
  return safe !== undefined && /^(https?|mailto|tel):/i.test(safe) ? safe : undefined
}
