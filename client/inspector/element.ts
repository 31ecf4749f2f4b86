/** An element with a class and text: nothing that comes from outside is ever markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  kind: string,
  ...content: (string | Node)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  made.className = kind
  made.append(...content)
  return made
}

/** A button that does something. */
export function button(words: string, run: () => void): HTMLButtonElement {
  const made = element('button', 'button', words)
  made.type = 'button'
  made.addEventListener('click', run)
  return made
}
