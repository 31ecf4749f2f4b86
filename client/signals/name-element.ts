/**
 * Names an element by what its author wrote for machines, never by its text, which may be about a
 * person: `data-attune-name`, else `button#buy`, else `button.primary`.
 */
export function nameElement(element: Element): string {
  // Not `element.id`: in a form, a field of that name takes its place.
  const read = (name: string) => element.getAttribute(name)
  const id = read('id') || read('name')
  const [style] = element.classList
  const mark = id ? `#${id}` : style && `.${style}`
  return read('data-attune-name') || element.localName + (mark ?? '')
}
