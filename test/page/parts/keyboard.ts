import type { Page } from 'playwright-core'

/** Presses a button or follows a link as people without a pointer do. */
export async function press(
  page: Page,
  role: 'button' | 'link',
  name: string | RegExp
): Promise<void> {
  const target = page.getByRole(role, { name, ...(typeof name === 'string' && { exact: true }) })
  await target.first().focus()
  await page.keyboard.press('Enter')
}

/** Writes into a field, over what stands there. */
export async function type(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true }).first()
  await field.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}
