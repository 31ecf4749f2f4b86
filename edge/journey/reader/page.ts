import { escaped } from '../mail/markup.ts'

/** A page for somebody who followed a link in a message. */
export interface ReaderPage {
  language: string
  title: string
  /** HTML, everything in it escaped already. */
  body: readonly string[]
}

const style = `
:root { color-scheme: light dark; --ink: #1d1d1b; --soft: #5c5c58; --paper: #f6f6f4; --card: #fff; --line: #8a8a84; --act: #1f5d3f; --on-act: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #f0f0ec; --soft: #b4b4ae; --paper: #161615; --card: #222220; --line: #83837d; --act: #8fd3ae; --on-act: #10241a } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
main { max-width: 36rem; margin: 0 auto; padding: 2rem 1rem 4rem }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1.5rem }
fieldset { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; margin: 0 0 1rem; padding: .75rem 1rem }
legend { font-weight: 600; padding: 0 .25rem }
label { display: grid; grid-template-columns: 1.5rem 1fr; gap: .25rem .75rem; align-items: start; padding: .5rem 0; cursor: pointer }
label small { grid-column: 2; color: var(--soft); font-size: .9rem }
input { width: 1.25rem; height: 1.25rem; margin: .125rem 0 0; accent-color: var(--act) }
button { font: inherit; min-height: 2.75rem; padding: .5rem 1.25rem; border-radius: .5rem; border: 1px solid var(--act); background: var(--act); color: var(--on-act); cursor: pointer; margin: .5rem .5rem 0 0 }
button.quiet { background: none; color: var(--ink); border-color: var(--line) }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px }
[role=status] { background: var(--card); border-inline-start: 4px solid var(--act); border-radius: .25rem; padding: .75rem 1rem; margin: 0 0 1.5rem }
p { color: var(--soft) } [role=status] p, main > p.ink { color: var(--ink); margin: 0 }
`

/** Serves a page that loads nothing, runs nothing, and stands in no frame and no index. */
export function readerPage({ language, title, body }: ReaderPage): Response {
  const nonce = crypto.randomUUID()
  const html = [
    `<!doctype html><html lang="${escaped(language)}"><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${escaped(title)}</title><style nonce="${nonce}">${style}</style>`,
    `<main><h1>${escaped(title)}</h1>`,
    ...body,
    '</main></html>',
  ]
  return new Response(html.join('\n'), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    },
  })
}
