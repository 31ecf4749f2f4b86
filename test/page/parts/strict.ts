import { expect } from 'vitest'
import { type Pages, saidIn } from './pages.ts'

/** Policies from usual to the strictest that a page can have; `n` is the nonce of its own scripts. */
export const policies = [
  "script-src 'nonce-n' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types 'none'",
  "default-src 'none'; script-src 'nonce-n' 'strict-dynamic'; connect-src 'self'; img-src 'self'; style-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  "default-src 'self'; script-src 'self' 'nonce-n'; style-src 'self'; object-src 'none'; frame-ancestors 'none'",
  "default-src 'self'; script-src 'self' 'nonce-n' 'unsafe-hashes'; style-src 'self' 'nonce-n'; require-trusted-types-for 'script'; trusted-types default",
  "script-src 'self' 'nonce-n'; script-src-attr 'none'; style-src-attr 'none'; style-src-elem 'none'; worker-src 'none'",
  "default-src https: 'self'; script-src 'self' 'nonce-n'; style-src 'self'; upgrade-insecure-requests; sandbox allow-scripts allow-same-origin allow-forms",
]

/** Opens a page with a policy, runs `code` with the part in it, and expects no violation. */
export async function expectNoViolation(pages: Pages, policy: string, code: string) {
  pages.site.serve('/strict', {
    headers: { 'content-security-policy': policy },
    body: `<!doctype html><html lang="en"><title>Strict</title><h1>Strict</h1>
      <form id="f"><input name="a" data-attune-collect></form><p data-attune-view="p" data-attune-slot="s">Text</p>
      <script nonce="n">violations = []; addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective + ' ' + e.blockedURI))</script>
      <script nonce="n" type="module">
        import('/host.js').then(() => import('/part.js')).then((part) => { ${code}; window.isDone = true })
      </script>`,
  })
  const page = await pages.browser.newPage()
  await page.goto(`${pages.site.origin}/strict?attune_preview=t`)
  await page.waitForFunction(() => 'isDone' in window)
  await page.mouse.click(40, 40)
  await page.waitForTimeout(1_300)
  expect(await page.evaluate('violations')).toEqual([])
  expect((await saidIn(page)).errors).toEqual([])
  return page
}
