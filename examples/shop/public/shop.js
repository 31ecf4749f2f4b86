/** The shop's own script: quick looks at products without leaving the page. */

const dialog = document.createElement('dialog')
dialog.className = 'quick-look'
dialog.setAttribute('aria-labelledby', 'quick-title')
document.body.append(dialog)

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-quick-look]')
  if (button) await openQuickLook(button.dataset.quickLook)
  else if (event.target === dialog || event.target.closest('[data-close]')) dialog.close()
})

async function openQuickLook(id) {
  const answer = await fetch(`/quick/${encodeURIComponent(id)}`)
  if (!answer.ok) return location.assign(`/p/${id}`)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const product = page.querySelector('article')
  dialog.replaceChildren(closeButton(), product)
  dialog.showModal()
  // No page was loaded, so the shop itself says what was looked at.
  window.attune?.('track', 'Product Viewed', JSON.parse(product.dataset.product))
}

function closeButton() {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'close'
  button.dataset.close = ''
  button.setAttribute('aria-label', 'Close')
  button.textContent = '×'
  return button
}
