import { safeUrl } from '../../shared/content/safe-url.ts'

/** Attributes that say something to people, and nothing to the browser's script engine. */
const plain =
  /^(alt|title|placeholder|label|value|width|height|loading|lang|dir|rel|target|hidden|role|aria-[a-z]+)$/
const address = /^(href|src|poster)$/
const carriesAddress = /^(A|AREA|IMG|SOURCE|VIDEO|AUDIO)$/

/** Sets an attribute if content may: event handlers, styles and scripts have no way in. */
export const setAttribute = (element: Element, name: string, value: string): void => {
  const isAddress = address.test(name) && carriesAddress.test(element.tagName)
  const allowed = isAddress ? safeUrl(value) : value
  if (allowed !== undefined && (isAddress || plain.test(name))) element.setAttribute(name, allowed)
}
