import type { Page } from './page.ts'

/**
 * Hands over `window[name]`, again whenever it was replaced. Other people's scripts come late and in
 * any order; what they leave there keeps what it was told, so that looking now and then is enough.
 */
export function watchGlobal(page: Page, name: string, run: (value: unknown) => void): void {
  let known: unknown
  const look = page.guard(() => {
    const value: unknown = Reflect.get(window, name)
    if (value === known) return
    known = value
    run(value)
  })
  page.onShow(look)
  page.onHide(look)
  page.listen('click', look)
}
