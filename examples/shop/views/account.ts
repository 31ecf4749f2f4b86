import { customers } from '../customers.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { layout } from './layout.ts'

/** Signing in and out. */
export function account(visit: Visit): Html {
  const { customer, flash } = visit
  return layout(visit, {
    title: customer ? 'Your account' : 'Sign in',
    // Leaves nothing of the customer on a device that others may use.
    calls: flash.left === undefined ? [] : [['reset']],
    body: html`<section class="wide narrow" aria-labelledby="title">
      ${customer ? signedIn(customer.name, customer.id) : signIn()}
    </section>`,
  })
}

function signedIn(name: string, id: string): Html {
  return html`<h1 id="title">Hello, ${name.split(' ')[0]}</h1>
    <p class="lead">You are signed in. The shop has told Attune who you are, with a token that it signed.</p>
    <dl class="facts"><dt>Name</dt><dd>${name}</dd><dt>Customer number</dt><dd><code>${id}</code></dd></dl>
    <form method="post" action="/logout"><button class="button quiet" type="submit">Sign out</button></form>
    <p>Bought something in our street shop? The <a href="/till">till</a> knows you too.</p>`
}

function signIn(): Html {
  return html`<h1 id="title">Sign in</h1>
    <p class="lead">Choose who you are today. A real shop would ask for a password here.</p>
    <ul class="people">
      ${customers.map(({ id, name, words }) => html`<li><form method="post" action="/login"><input type="hidden" name="customer" value="${id}"><button type="submit"><span class="face" aria-hidden="true">${name[0]}</span><span><strong>${name}</strong><span class="words">${words}</span></span></button></form></li>`)}
    </ul>`
}
