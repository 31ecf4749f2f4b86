import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPages, type Pages, saidIn } from './parts/pages.ts'
import { eventsNamed, nextEvent, startSignals } from './parts/signals.ts'

let pages: Pages
beforeAll(async () => {
  pages = await openPages('signals')
})
afterAll(() => pages.close())

async function open(html: string): Promise<Page> {
  const page = await pages.open({ html })
  await startSignals(page)
  return page
}

const stay = 'onsubmit="event.preventDefault()"'

test('a form is begun with the first input, once', async () => {
  const page = await open(`<form id="signup" ${stay}><input name="mail" aria-label="Mail"></form>`)
  await page.focus('input')
  expect(await eventsNamed(page, 'Form Started')).toEqual([])
  await page.keyboard.type('ada')
  expect(await eventsNamed(page, 'Form Started')).toEqual([
    { event: 'Form Started', properties: { form: 'form#signup' } },
  ])
})

test('a form is submitted with the values of fields that opted in, and no other', async () => {
  const page = await open(`<form data-attune-name="quiz" ${stay}>
    <input name="mail" value="ada@example.com">
    <input name="size" value="42" data-attune-collect>
    <select name="colour" data-attune-collect="favourite_colour"><option>red<option selected>blue</select>
    <input type="checkbox" name="news" checked data-attune-collect>
    <input type="radio" name="foot" value="left" data-attune-collect>
    <input type="radio" name="foot" value="right" checked data-attune-collect>
    <textarea name="note" data-attune-collect>wide</textarea>
    <button>Send</button></form>`)
  await page.click('button')
  expect((await nextEvent(page, 'Form Submitted')).properties).toEqual({
    form: 'quiz',
    fields: { size: '42', favourite_colour: 'blue', news: true, foot: 'right', note: 'wide' },
  })
})

test('V10: of a form of twenty secrets no value leaves the page, opted in or not', async () => {
  const secret = (i: number) => `canary${i}`
  const fields = [
    'type="password"',
    'type="hidden"',
    'type="password" autocomplete="new-password"',
    'autocomplete="current-password"',
    'autocomplete="cc-number"',
    'autocomplete="cc-csc"',
    'autocomplete="cc-name"',
    'autocomplete="cc-exp"',
    'autocomplete="section-a billing cc-number"',
    'autocomplete="one-time-code"',
    'name="password"',
    'name="user_passwd"',
    'name="passcode"',
    'name="pwd"',
    'name="cardNumber"',
    'name="card_no"',
    'name="cvv"',
    'name="cvc2"',
    'name="otp"',
    'id="cc-number-field"',
  ].map((attributes, i) => `<input ${attributes} value="${secret(i)}" data-attune-collect="f${i}">`)
  const page = await open(`<form ${stay}>${fields.join('')}
    <input name="gift" value="4111 1111 1111 1111" data-attune-collect>
    <input name="plain" value="canary-plain">
    <button>Pay</button></form>`)
  // As a "show password" button does.
  await page.evaluate(() => {
    for (const field of document.querySelectorAll<HTMLInputElement>('[autocomplete=new-password]'))
      field.type = 'text'
  })
  await page.click('button')
  expect((await nextEvent(page, 'Form Submitted')).properties.fields).toEqual({})
  expect(JSON.stringify(await saidIn(page))).not.toMatch(/canary|4111/)
})

test('V10: fields that take the place of properties of their form change nothing', async () => {
  const page = await open(`<form ${stay}>
    <input name="elements" value="x"><input name="id" value="canary"><input name="querySelector" value="x">
    <input name="size" value="42" data-attune-collect><button>Send</button></form>`)
  await page.click('button')
  expect((await nextEvent(page, 'Form Submitted')).properties.fields).toEqual({ size: '42' })
  expect(JSON.stringify(await saidIn(page))).not.toContain('canary')
})

test('failed attempts are counted, with the fields and without their values', async () => {
  const page = await open(`<form id="join">
    <input name="mail" type="email" required value="canary"><input name="age" required>
    <button>Join</button></form>`)
  await page.click('button')
  await nextEvent(page, 'Form Errored')
  await page.click('button')
  await expect.poll(() => eventsNamed(page, 'Form Errored')).toHaveLength(2)
  const fields = ['input#mail', 'input#age']
  expect((await eventsNamed(page, 'Form Errored')).map(({ properties }) => properties)).toEqual([
    { form: 'form#join', fields, errors: 1 },
    { form: 'form#join', fields, errors: 2 },
  ])
  expect(JSON.stringify(await saidIn(page))).not.toContain('canary')
})

test('errors that a page marks for screen readers are heard', async () => {
  const page =
    await open(`<form id="join" novalidate onsubmit="event.preventDefault(); mail.ariaInvalid = 'true'">
    <input name="mail"><button>Join</button></form>`)
  await page.click('button')
  expect((await nextEvent(page, 'Form Errored')).properties).toEqual({
    form: 'form#join',
    fields: ['input#mail'],
    errors: 1,
  })
})

test('a coupon is told when its text is copied, once', async () => {
  const page = await open('<p>Use <code data-attune-coupon>SPRING10</code> today</p>')
  for (let i = 0; i < 2; i++) {
    await page.locator('code').selectText()
    await page.keyboard.press('Control+C')
  }
  expect(await eventsNamed(page, 'Coupon Copied')).toEqual([
    { event: 'Coupon Copied', properties: { coupon: 'SPRING10' } },
  ])
})

test('a coupon is told when its button is clicked, and never when other text is copied', async () => {
  const page = await open(
    '<p>Other text</p><button data-attune-coupon="SUMMER"><b>Copy</b> the code</button>'
  )
  await page.locator('p').selectText()
  await page.keyboard.press('Control+C')
  await page.click('b')
  expect(await eventsNamed(page, 'Coupon Copied')).toEqual([
    { event: 'Coupon Copied', properties: { coupon: 'SUMMER' } },
  ])
})
