import { describe, expect, test } from 'vitest'
import type { Env } from '../env.ts'
import { isBot } from './bot.ts'

const received = (agent: string | undefined, { local = false, host = 'edge.example' } = {}) => {
  const url = new URL(`https://${host}/v1/events`)
  const headers = agent === undefined ? {} : { 'user-agent': agent }
  const env = { ...(local && { ATTUNE_LOCAL: '1' }) } as Env
  return { request: new Request(url, { headers }), url, env }
}
const chrome = (system: string, more = '') =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36${more}`

const bots = [
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)',
  'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)',
  'DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)',
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'Twitterbot/1.0',
  'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)',
  'Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)',
  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
  'Mozilla/5.0 (compatible; ClaudeBot/1.0; +claudebot@anthropic.com)',
  'Mozilla/5.0 (compatible; PerplexityBot/1.0; +https://perplexity.ai/perplexitybot)',
  'CCBot/2.0 (https://commoncrawl.org/faq/)',
  'Mozilla/5.0 (compatible; Applebot/0.1; +http://www.apple.com/go/applebot)',
  'curl/8.5.0',
  'Wget/1.21.4',
  'python-requests/2.32.3',
  'Go-http-client/2.0',
  'axios/1.7.2',
  'node-fetch/1.0 (+https://github.com/bitinn/node-fetch)',
  'okhttp/4.12.0',
  'Java/17.0.9',
  'PostmanRuntime/7.39.0',
  'Scrapy/2.11.2 (+https://scrapy.org)',
  chrome('X11; Linux x86_64').replace('Chrome/', 'HeadlessChrome/'),
  'Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)',
  'Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)',
  'Mozilla/5.0 (compatible; MJ12bot/v1.4.8; http://mj12bot.com/)',
]

const safari = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1'
const browsers = [
  chrome('Windows NT 10.0; Win64; x64'),
  chrome('Macintosh; Intel Mac OS X 10_15_7'),
  chrome('X11; Linux x86_64'),
  chrome('X11; CrOS x86_64 14541.0.0'),
  chrome('Linux; Android 10; K').replace('Safari', 'Mobile Safari'),
  chrome('Windows NT 10.0; Win64; x64', ' Edg/141.0.0.0'),
  chrome('Windows NT 10.0; Win64; x64', ' OPR/117.0.0.0'),
  chrome('Macintosh; Intel Mac OS X 10_15_7', ' Vivaldi/7.0'),
  chrome('Linux; Android 14; SM-S928B').replace('Chrome', 'SamsungBrowser/27.0 Chrome'),
  `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${safari} Safari/605.1.15`,
  `Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${safari} Mobile/15E148 Safari/604.1`,
  `Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) ${safari} Mobile/15E148 Safari/604.1`,
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0',
  'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
  'Mozilla/5.0 (Android 14; Mobile; rv:144.0) Gecko/144.0 Firefox/144.0',
]

describe('a request (S24)', () => {
  test.each(bots)('of %s is a program’s', (agent) => {
    expect(isBot(received(agent))).toBe(true)
  })

  test.each(browsers)('of %s is a person’s', (agent) => {
    expect(isBot(received(agent))).toBe(false)
  })

  test('of a browser that a program steers is a program’s', () => {
    expect(isBot(received(browsers[0]), true)).toBe(true)
  })

  test('of a steered browser is a person’s on one’s own machine, and nowhere else', () => {
    const headless = bots.find((agent) => agent.includes('Headless'))
    expect(isBot(received(headless, { local: true, host: 'localhost' }), true)).toBe(false)
    expect(isBot(received(headless, { local: true }), true)).toBe(true)
    expect(isBot(received('curl/8.5.0', { local: true, host: 'localhost' }))).toBe(true)
  })
})
