import type { Block } from '../../../shared/content/content.ts'
import { wordsFor } from '../reader/words.ts'
import { blockHtml } from './blocks.ts'
import { escaped, lines, link } from './markup.ts'
import { type Tracking, untracked } from './tracking.ts'

/** What stands around the blocks of a mail. */
export interface Frame {
  locale: string
  subject: string
  preview?: string | undefined
  footer?: string | undefined
  unsubscribe?: string | undefined
  preferences?: string | undefined
  tracking?: Tracking
}

const body =
  'margin:0;padding:24px;background:#f6f6f4;color:#222;font:16px/1.5 system-ui,sans-serif'
const card = 'max-width:600px;margin:0 auto;padding:24px;background:#fff;border-radius:8px'
const small = 'max-width:600px;margin:16px auto 0;color:#666;font-size:13px'
/** Mail programs show the first words beside the subject; these are first, and seen nowhere else. */
const hidden = 'display:none;max-height:0;overflow:hidden'

/**
 * A mail as HTML. Mail programs know no style sheets worth relying on, so styles stand at their
 * elements; every text is escaped, every address passes the one check.
 */
export function mailHtml(blocks: readonly Block[], frame: Frame): string {
  const { locale, subject, preview, footer, unsubscribe, preferences } = frame
  const { links, pixel } = frame.tracking ?? untracked
  const { words } = wordsFor(locale)
  const preheader = preview === undefined ? '' : `<div style="${hidden}">${escaped(preview)}</div>`
  const foot = [
    ...(footer === undefined ? [] : [lines(footer)]),
    ...(preferences === undefined ? [] : [link(preferences, words.preferences)]),
    ...(unsubscribe === undefined ? [] : [link(unsubscribe, words.unsubscribe)]),
  ]
  return [
    '<!doctype html>',
    `<html lang="${escaped(locale)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light">',
    `<title>${escaped(subject)}</title></head><body style="${body}">${preheader}`,
    `<div role="article" style="${card}">${blocks.map((block) => blockHtml(block, links)).join('\n')}</div>`,
    ...(foot.length > 0 ? [`<div style="${small}">${foot.join('<br>')}</div>`] : []),
    ...(pixel === undefined ? [] : [`<img src="${escaped(pixel)}" alt="" width="1" height="1">`]),
    '</body></html>',
  ].join('\n')
}
