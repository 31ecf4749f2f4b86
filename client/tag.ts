import type { Queue } from './api.ts'
import { start } from './index.ts'
import { settingsOf } from './settings.ts'

/** The script tag: reads its own attributes, starts, and answers the calls made before it came. */
const script = document.currentScript as HTMLScriptElement
const before = window.attune
const settings = settingsOf(script)

// A second tag on the same page leaves the first one in peace.
if (settings && !before?.isStarted) {
  const attune = start(settings, before)
  const call: Queue = (method, ...args) =>
    (attune[method] as ((...args: unknown[]) => unknown) | undefined)?.(...args)
  call.isStarted = true
  window.attune = call
  for (const queued of before?.q ?? []) call(...queued)
}
