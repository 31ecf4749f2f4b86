import type { Locator, Page } from 'playwright-core'
import { findProduct } from '../../../examples/shop/catalogue.ts'
import type { RunningShop } from '../../../examples/shop/server.ts'

/** The words of the hero that this person sees, default or not. */
export async function heroIn(page: Page): Promise<string> {
  return page.locator('.hero h1:visible').innerText()
}

/** Looks at a product's own page until Attune has heard of it. */
export async function visitProduct(page: Page, shop: RunningShop, id: string): Promise<void> {
  const heard = answerTo(page, id)
  await page.goto(`${shop.url}/p/${id}`)
  await heard
}

const showings = 4

/**
 * Opens the page, as somebody who comes from elsewhere, until it shows something. More than once only
 * where the machine is so busy that an answer comes late: then the default stays, by design.
 */
export async function comesToSee(page: Page, address: string, shown: Locator): Promise<void> {
  for (let showing = 1; ; showing++) {
    await page.goto('about:blank')
    await page.goto(address)
    const isShown = shown.waitFor({ timeout: 1_500 }).then(
      () => true,
      (error) => {
        if (showing === showings) throw error
        return false
      }
    )
    if (await isShown) return
  }
}

/** Opens a product's quick look on the page that is open. */
export async function openQuickLook(page: Page, id: string): Promise<void> {
  // Visible on hover only; the keyboard's way works on every device.
  await page.locator(`[data-quick-look=${id}]`).first().press('Enter')
  await page.getByRole('dialog').getByText('Put in the cart').waitFor()
}

/** Looks at a product without leaving the page, until Attune has heard of it. */
export async function lookQuicklyAt(page: Page, id: string): Promise<void> {
  const heard = answerTo(page, id)
  await openQuickLook(page, id)
  await heard
  await page.keyboard.press('Escape')
}

/** Puts a product into the cart, from its page. */
export async function putInCart(page: Page, shop: RunningShop, id: string): Promise<void> {
  await visitProduct(page, shop, id)
  const heard = answerTo(page, 'Product Added')
  await page.getByRole('button', { name: 'Put in the cart' }).click()
  await page
    .locator('.lines')
    .getByText(findProduct(id)?.name ?? id)
    .waitFor()
  await heard
}

/** Signs in as one of the shop's customers. */
export async function signIn(page: Page, shop: RunningShop, name: string): Promise<void> {
  await page.goto(`${shop.url}/account`)
  const heard = answerTo(page, '"identify"')
  await page.getByRole('button', { name }).click()
  await page.getByRole('heading', { name: 'Hello' }).waitFor()
  await heard
}

/** Resolves when the edge has answered a batch with these words in it. */
async function answerTo(page: Page, words: string): Promise<void> {
  await page.waitForResponse(
    (response) =>
      response.url().endsWith('/v1/events') &&
      response.ok() &&
      Boolean(response.request().postData()?.includes(words))
  )
}
