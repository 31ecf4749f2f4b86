import { answerPurposes } from './consent-purposes.ts'
import { watchGlobal } from './global.ts'
import type { Page } from './page.ts'

/** What we read of IAB's TCData. */
interface TcData {
  eventStatus: string
  gdprApplies?: boolean
  purpose: { consents: Record<string, boolean> }
}

/** 1 store on the device, 3 and 4 advertising by profile, 5 and 6 content by profile, 8 measure content. */
const usual = 'personalization 1 5 6; analytics 1 8; marketing 1 3 4'

/**
 * Consent from an IAB TCF v2 platform. Only an answer counts: one given now or kept from earlier,
 * never the fact that somebody was asked (`cmpuishown`), never a stub that stays silent. Where the
 * framework says that the GDPR does not apply, it has nothing to say and the site's own mode holds.
 */
export function watchTcf(page: Page): void {
  const hear = page.guard((data: TcData, isOk: boolean) => {
    if (!isOk || data.gdprApplies === false) return
    if (!/^(tcloaded|useractioncomplete)$/.test(data.eventStatus)) return
    const { consents } = data.purpose
    page.consent(answerPurposes(page.settings.tcf ?? usual, (need) => consents[need] === true))
  })
  watchGlobal(page, '__tcfapi', (api) => {
    if (typeof api === 'function') api('addEventListener', 2, hear)
  })
}
