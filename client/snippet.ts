import type { Early, Queue } from './api.ts'

/**
 * For the head of the page, inlined by the owner before the tag:
 * `<script data-key="pk_…" data-endpoint="https://edge.example" data-slots="home-hero">…</script>`.
 * Queues calls, hides the page's slots until they are decided, and asks for those it names while the
 * script is still on its way. Written for its size: 600 bytes once minified.
 */
interface Words {
  key: string
  endpoint: string
  slots: string
}

try {
  const page = document
  // biome-ignore lint/suspicious/noAssignInExpressions: shorter.
  const attune: Queue = (window.attune = (...call) => (attune.q ??= []).push(call))
  const { key, endpoint, slots } = (page.currentScript as HTMLScriptElement)
    .dataset as unknown as Words
  // Without slots it is a queue and nothing more.
  const names = slots.split(' ')

  // Hidden for 400 ms at most by the style sheet alone, on the compositor, whatever becomes of the scripts.
  // biome-ignore lint/suspicious/noAssignInExpressions: shorter.
  const sheet = (attune.sheet = new CSSStyleSheet())
  sheet.replaceSync('@keyframes attn{0%,99%{opacity:0}}[data-attune-slot]{animation:attn .4s}')
  page.adoptedStyleSheets.push(sheet)

  // Only a device that may be named has left a request for this, see consent/mirror.ts; else this throws.
  const body: Early[0] = JSON.parse(localStorage[`attune:${key}`])
  const [event] = body.events
  event.messageId = crypto.randomUUID()
  body.slots = names
  // What comes after the # is nobody's business; all else of an address the edge reads itself.
  event.properties = body.context.page = {
    url: page.URL.split('#')[0] as string,
    referrer: page.referrer,
  }
  // A preview counts nothing; its tab is marked by inspector/token.ts.
  if (!page.hidden && !/tune_p/.test(page.URL + name))
    attune.early = [
      body,
      Date.now(),
      // A failure is an answer too: the script reads it, and nobody hears of a rejection.
      fetch(`${endpoint}/v1/events`, { method: 'POST', body: JSON.stringify(body) }).catch(
        (e) => e
      ),
    ]
} catch {
  // No request left, no storage, an old browser: the script does it all when it comes.
}
