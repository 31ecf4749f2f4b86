import { nearestLocale } from '../../../shared/content/locale.ts'
import { frequencies } from '../../../shared/journey/preferences.ts'
import type { SiteConfig } from '../../../shared/site/config.ts'
import { escaped } from '../mail/markup.ts'
import type { Choices } from './choices.ts'
import type { ReaderPage } from './page.ts'
import { type ReaderWords, wordsFor } from './words.ts'

/** What the page is made of. */
export interface PreferenceView {
  config: SiteConfig
  choices: Choices
  /** Languages that the reader wants, as `Accept-Language` has them. */
  wanted: string
  isSaved: boolean
}

/** The page on which people choose what they hear: a form that needs no script. */
export function preferencePage({ config, choices, wanted, isSaved }: PreferenceView): ReaderPage {
  const { language, words } = wordsFor(wanted)
  const parts = [
    fieldset(words.topics, topicBoxes(config, choices, { language, words })),
    ...(Object.keys(choices.channels).length > 1
      ? [fieldset(words.channels, channelBoxes(config, choices))]
      : hiddenChannels(choices)),
    fieldset(words.frequency, frequencyButtons(config, choices, words)),
  ]
  return {
    language,
    title: words.heading(config.name),
    body: [
      ...(isSaved ? [`<div role="status"><p>${words.saved}</p></div>`] : []),
      `<form method="post">${parts.join('\n')}`,
      `<p>${words.owed}</p>`,
      `<button name="do" value="save">${words.save}</button>`,
      `<button class="quiet" name="do" value="leave">${words.none}</button></form>`,
    ],
  }
}

function topicBoxes(
  { preferences }: SiteConfig,
  choices: Choices,
  { language, words }: { language: string; words: ReaderWords }
): string[] {
  return Object.entries(choices.topics).map(([name, isOn]) => {
    const topic = preferences?.topics?.[name]
    const written = nearestLocale(topic?.locales, language) ?? topic
    const { label, description } = written ?? { label: words.marketing }
    return box({ field: 'topic', value: name, label, hint: description, isOn })
  })
}

function channelBoxes({ channels }: SiteConfig, choices: Choices): string[] {
  return Object.entries(choices.channels).map(([value, isOn]) =>
    box({ field: 'channel', value, label: channels?.[value]?.description ?? value, isOn })
  )
}

/** One channel is no choice; whoever has closed it keeps it closed by another way than this page. */
function hiddenChannels({ channels }: Choices): string[] {
  return Object.keys(channels).map(
    (name) => `<input type="hidden" name="channel" value="${escaped(name)}">`
  )
}

function frequencyButtons(
  { preferences }: SiteConfig,
  choices: Choices,
  words: ReaderWords
): string[] {
  return (preferences?.frequencies ?? frequencies).map((value) =>
    box({
      ...{ type: 'radio', field: 'frequency', value, label: words.frequencies[value] },
      isOn: value === choices.frequency,
    })
  )
}

interface Box {
  type?: string
  field: string
  value: string
  label: string
  hint?: string | undefined
  isOn: boolean
}

function box({ type = 'checkbox', field, value, label, hint, isOn }: Box): string {
  const input = `<input type="${type}" name="${field}" value="${escaped(value)}"${isOn ? ' checked' : ''}>`
  const small = hint === undefined ? '' : `<small>${escaped(hint)}</small>`
  return `<label>${input}<span>${escaped(label)}</span>${small}</label>`
}

function fieldset(legend: string, inputs: readonly string[]): string {
  return `<fieldset><legend>${escaped(legend)}</legend>${inputs.join('\n')}</fieldset>`
}
