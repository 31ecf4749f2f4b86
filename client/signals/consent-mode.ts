import { answerPurposes } from './consent-purposes.ts'
import type { DataLayerEntry } from './data-layer.ts'
import type { Page } from './page.ts'

const usual =
  'personalization personalization_storage; analytics analytics_storage; marketing ad_storage ad_user_data ad_personalization'

/**
 * Consent from Google's Consent Mode: `gtag('consent', 'update', {…})`. A `default` is what holds until
 * the visitor answers, so it is no answer; before one, the site's own mode holds.
 */
export function createConsentModeReader(page: Page): (entry: DataLayerEntry) => void {
  const answers: Record<string, unknown> = {}
  return (entry) => {
    if (entry[0] !== 'consent' || entry[1] !== 'update') return
    Object.assign(answers, entry[2])
    // The mode's first version knew fewer types: those that are missing were not asked for.
    page.consent(
      answerPurposes(page.settings.consentMode ?? usual, (need) =>
        need in answers ? answers[need] === 'granted' : undefined
      )
    )
  }
}
