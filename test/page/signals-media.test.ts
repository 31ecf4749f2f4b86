import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPages, type Pages, saidIn } from './parts/pages.ts'
import { nextEvent, startSignals } from './parts/signals.ts'

let pages: Pages
beforeAll(async () => {
  pages = await openPages('signals')
})
afterAll(() => pages.close())

/** Two seconds of silence: WAV, 8 kHz, 8 bits, mono. */
function silence(): string {
  const samples = 16_000
  const wav = Buffer.alloc(44 + samples, 128)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(8_000, 24)
  wav.writeUInt32LE(8_000, 28)
  wav.writeUInt16LE(1, 32)
  wav.writeUInt16LE(8, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples, 40)
  return `data:audio/wav;base64,${wav.toString('base64')}`
}

const player = (attributes = '') =>
  `<audio id="tour" ${attributes} src="${silence()}"></audio>
  <button onclick="document.querySelector('audio').play()">Play</button>`

const toldIn = async (page: Page) =>
  (await saidIn(page)).events.filter(({ event }) => event.startsWith('Audio'))

test('media tells its start, each quarter that was played, and its end', async () => {
  const page = await pages.open({ html: player() })
  await startSignals(page)
  await page.click('button')
  await nextEvent(page, 'Audio Playback Completed')
  const told = await toldIn(page)
  expect(told[0]).toEqual({
    event: 'Audio Playback Started',
    properties: { name: 'audio#tour', position: 0, total_length: 2 },
  })
  const names = told.map(({ event }) => event)
  expect(names.filter((name) => name === 'Audio Content Playing').length).toBeGreaterThan(1)
  expect(names.at(-1)).toBe('Audio Playback Completed')
  expect(names.filter((name) => name === 'Audio Playback Completed')).toHaveLength(1)
})

test('media that was started before signals came is told with what was played', async () => {
  const page = await pages.open({ html: player() })
  await page.click('button')
  await page.waitForTimeout(900)
  await startSignals(page)
  const names = (await toldIn(page)).map(({ event }) => event)
  expect(names).toEqual(['Audio Playback Started', 'Audio Content Playing'])
})

test('dragging the playhead is not playing', async () => {
  const page = await pages.open({ html: player() })
  await startSignals(page)
  await page.click('button')
  await page.evaluate(() => {
    const audio = document.querySelector('audio')
    if (audio) audio.currentTime = 1.9
  })
  await page.waitForTimeout(600)
  expect(await toldIn(page)).not.toContainEqual(
    expect.objectContaining({ event: 'Audio Playback Completed' })
  )
})

test('moving wallpaper, muted and looped, is not told', async () => {
  const page = await pages.open({ html: player('muted loop autoplay') })
  await startSignals(page)
  await page.waitForTimeout(600)
  expect(await toldIn(page)).toEqual([])
})
