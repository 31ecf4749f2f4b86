import { readFile } from 'node:fs/promises'
import type { EventsRequest, PageAnswer, PageDecision } from '../../shared/api/page-api.ts'
import { type Contestant, giveSignal, keptSignal, words } from './contestant.ts'

const parts = ['attune', 'upkeep', 'signals', 'surfaces', 'inspector']
const key = 'pk_bench'

const queue = 'window.attune??=(...call)=>(attune.q??=[]).push(call);'
const give = `<script>${queue}window.${giveSignal}=()=>attune('track','${keptSignal}')</script>`
const tag = `${give}<script async src="/a/attune.js" data-key="${key}"></script>`

/** Our own rows: the built scripts, and an edge with a script of its own, as near as everybody's. */
export async function attuneRows(): Promise<Contestant[]> {
  const scripts = new Map<string, string>()
  for (const part of parts) scripts.set(`/a/${part}.js`, await built(`${part}.js`))
  const snippet = `<script data-key="${key}" data-endpoint="/a" data-slots="hero">${await built('snippet.js')}</script>`
  const signal = /"type":"page"/
  return [
    { name: 'Attune, tag', head: tag, scripts, answer, signal },
    { name: 'Attune, tag + snippet', head: snippet + tag, scripts, answer, signal },
    {
      name: 'Attune, instant slot',
      head: snippet + tag,
      scripts,
      answer: (path, body) => answer(path, body, true),
      signal,
    },
  ]
}

async function built(file: string): Promise<string> {
  const text = await readFile(new URL(`../../dist/${file}`, import.meta.url), 'utf8')
  return text.replace(/\n\/\/# sourceMappingURL=.*\n?$/, '')
}

let answers = 0

function answer(path: string, body: string, isInstant = false): PageAnswer | undefined {
  if (!path.startsWith('/a/v1/')) return
  const { events = [], slots = [], visitor } = JSON.parse(body) as Partial<EventsRequest>
  const now = Date.now()
  answers++
  const decision: PageDecision = {
    slot: 'hero',
    id: `bench-${answers}.0`,
    action: 'lamps',
    content: { type: 'blocks', blocks: [{ type: 'heading', text: words, level: 1 }] },
    until: now + 600_000,
  }
  return {
    verdicts: events.map(({ messageId }) => [messageId, 'ok']),
    ...(visitor && { visitor }),
    config: 1,
    now,
    decisions: slots.includes('hero') ? [decision] : [],
    ...(isInstant && { instant: [{ ...decision, id: `bench-${answers}.1` }] }),
    profile: { segments: [] },
  }
}
