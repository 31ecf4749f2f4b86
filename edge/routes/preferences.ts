import type { SiteConfig } from '../../shared/site/config.ts'
import { readBody } from '../http/body.ts'
import { isRefusal, refuse } from '../http/problem.ts'
import { type Choices, eventsOf, readChoices } from '../journey/reader/choices.ts'
import { readerPage } from '../journey/reader/page.ts'
import { preferencePage } from '../journey/reader/preference-form.ts'
import { askProfile } from '../profile/find.ts'
import { findSite } from '../site/live-site.ts'
import { ifSigned, tellProfile } from './reader.ts'
import { type Asked, openRoute, type Reply } from './route.ts'

const path = '/v1/preferences/:site/:profile/:signature'
const maxFormBytes = 16_384

/** `GET /v1/preferences/…`: what a person hears, to be chosen without signing in. */
export const showPreferences = openRoute({
  method: 'get',
  path,
  summary: 'The preference page that every marketing mail links to.',
  problems: ['not_found'],
  handle: (asked) => ifOwn(asked, (config) => show(asked, config)),
})

/** `POST /v1/preferences/…`: saves what was chosen, as events on the profile. */
export const savePreferences = openRoute({
  method: 'post',
  path,
  summary: 'Saves topics, channels and frequency, or ends it all.',
  problems: ['not_found', 'body_too_large'],
  handle: (asked) =>
    ifOwn(asked, async (config) => {
      const body = await readBody(asked.request, maxFormBytes)
      if (isRefusal(body)) return body
      const form = new URLSearchParams(new TextDecoder().decode(body))
      const chosen = readChoices(form, config)
      const choices = form.get('do') === 'leave' ? nothingOf(chosen) : chosen
      const { site = '', profile = '' } = asked.params
      await tellProfile(asked, { site, ref: profile }, eventsOf(choices, asked.now))
      return show(asked, config, choices)
    }),
})

async function ifOwn(asked: Asked, answer: (config: SiteConfig) => Promise<Reply>): Promise<Reply> {
  const { site = '', profile = '' } = asked.params
  return ifSigned(asked, { kind: 'preferences', about: [profile] }, async () => {
    const live = await findSite(site, asked)
    return live ? answer(live.snapshot.config) : refuse('not_found', 'This site is no more.')
  })
}

async function show(asked: Asked, config: SiteConfig, saved?: Choices): Promise<Reply> {
  const { env, now, request, params } = asked
  const { site = '', profile: ref = '' } = params
  const choices = saved ?? (await askProfile(env, { site, ref }, (profile) => profile.choices(now)))
  // Somebody who was erased has chosen nothing: the page is that of somebody new, and saves nowhere.
  const nobody = readChoices(new URLSearchParams(), config)
  const wanted = request.headers.get('accept-language') ?? config.locale ?? ''
  const view = { config, choices: choices ?? nobody, wanted, isSaved: saved !== undefined }
  return readerPage(preferencePage(view))
}

function nothingOf(choices: Choices): Choices {
  const topics = Object.fromEntries(Object.keys(choices.topics).map((topic) => [topic, false]))
  return { ...choices, topics }
}
