/**
 * `<attune-slot name="home-hero">`: a slot that announces itself whenever and wherever a framework puts
 * it, so that nothing has to watch the document for it.
 */
export const defineSlotElement = (onConnected: () => void): void => {
  if (customElements.get('attune-slot')) return
  customElements.define(
    'attune-slot',
    class extends HTMLElement {
      connectedCallback(): void {
        onConnected()
      }
    }
  )
}
