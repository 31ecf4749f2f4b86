import { expect, test } from 'vitest'
import { isBot, type Received } from './bot.ts'

const steered =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/150.0 Safari/537.36'
const person = steered.replace('HeadlessChrome', 'Chrome')
const crawler = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'

function received(agent: string, address: string, isLocal: boolean): Received {
  const env = (isLocal ? { ATTUNE_LOCAL: '1' } : {}) as Received['env']
  const headers = { 'user-agent': agent }
  return { request: new Request(address, { headers }), url: new URL(address), env }
}

test.each([
  ['a person', person, false],
  ['a crawler', crawler, true],
  ['a steered browser by its name', steered, true],
])('S24: in production %s is told apart', (_, agent, expected) => {
  expect(isBot(received(agent, 'https://edge.example/', false))).toBe(expected)
})

test('S24: in production a browser that says it is steered is a bot', () => {
  expect(isBot(received(person, 'https://edge.example/', false), true)).toBe(true)
})

test('on the owner’s own machine a steered browser is the person it plays', () => {
  expect(isBot(received(steered, 'http://localhost:8787/', true), true)).toBe(false)
  expect(isBot(received(crawler, 'http://localhost:8787/', true))).toBe(true)
})

test('the setting for one’s own machine means nothing at another address', () => {
  expect(isBot(received(steered, 'https://edge.example/', true), true)).toBe(true)
})
