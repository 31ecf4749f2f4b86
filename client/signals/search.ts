import type { Page } from './page.ts'
import { whenSettled } from './settle.ts'

/** The address parameters that GA4 takes for a search, too. */
const parameter = /^(q|s|search|query|keyword)$/

/**
 * What the visitor looked for: from the address of a page of results, or from a search form that the
 * page answers by itself. With the number of results where the page says it
 * (`data-attune-results="0"`), because nothing found is a reason to help.
 */
export function watchSearch(page: Page): void {
  let last = ''
  const tell = (query = '') => {
    if (!query || query === last) return
    last = query
    if (page.wasTold('Products Searched', 'search', 'view_search_results')) return
    const results = document.querySelector<HTMLElement>('[data-attune-results]')
    const count = results?.dataset.attuneResults
    page.tell('Products Searched', { query, ...(count && { results: +count }) })
  }

  whenSettled(page, () => {
    const address = [...new URLSearchParams(location.search)]
    tell(address.find(([name]) => parameter.test(name))?.[1])
  })

  page.listen('submit', (form, event) => {
    // Only what says that it is a search is read: any other field is a form's, and none of ours.
    if (!form.closest('search, [role=search]')) return
    const query = form.querySelector<HTMLInputElement>('[type=search]')?.value
    page.after(1000, () => {
      // Does the page keep the visitor here? If not, the next page's address tells.
      if (event.defaultPrevented) tell(query)
    })
  })
}
