import { listen } from '../guard.ts'

/** Calls once the whole document has been parsed: at once, or when that happens. */
export const whenParsed = (run: () => unknown): void => {
  if (document.readyState !== 'loading') run()
  else listen(document, 'DOMContentLoaded', run, { once: true })
}
