/** How consent is asked on this site: before anything, until a no, or not at all. */
export type ConsentMode = 'required' | 'opt-out' | 'none'

/** What the owner says in the tag (`data-key`, `data-endpoint` …) or to `start()`. */
export interface Settings {
  /** Public key of the site, `pk_…`. */
  key: string
  /** Where the edge answers, path prefix included, without a slash at the end. */
  endpoint: string
  consent?: ConsentMode
  /** Slots to ask for besides those that the page has marked: overlays, slots named by a selector. */
  slots?: string[] | undefined
  /** Signed preview token from the page's address: shows drafts, counts nothing. */
  preview?: string
  /** The tag manager's list that commerce and consent are read from. Default `dataLayer`. */
  dataLayer?: string
  /** TCF purposes that must all be allowed, by purpose: `personalization 1 5 6; marketing 1 3 4`. */
  tcf?: string
  /** Google consent types that must all be granted, by purpose: `analytics analytics_storage`. */
  consentMode?: string
}

/** Settings from the tag's attributes: `data-key`, `data-consent`, `data-slots="overlay home-hero"` … */
export const settingsOf = (script: HTMLScriptElement): Settings | undefined => {
  const { key, endpoint, slots, ...others } = script.dataset
  if (!key) return
  return {
    ...others,
    key,
    // The folder that the script came from, with the owner's own path prefix.
    endpoint: endpoint ?? script.src.replace(/\/[^/]*$/, ''),
    slots: slots?.split(' '),
  }
}
