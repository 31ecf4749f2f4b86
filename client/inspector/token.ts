const name = 'attune_preview'

/**
 * The preview token: from the address of the first page, then for this tab only. It leaves the address
 * at once, so that it is not copied, bookmarked, or told to the next page as the referrer.
 */
export function takeToken(given: string | undefined): string | undefined {
  const address = new URL(location.href)
  const fromAddress = address.searchParams.get(name)
  const token = given || fromAddress || storage()?.getItem(name)
  if (fromAddress !== null) {
    address.searchParams.delete(name)
    history.replaceState(history.state, '', address)
  }
  if (!token) return
  storage()?.setItem(name, token)
  // By this the head snippet of the next pages sees that they are a preview: it has no room for more.
  if (!window.name.includes(name)) window.name += name
  return token
}

/** Ends the preview in this tab. */
export function forgetToken(): void {
  storage()?.removeItem(name)
  window.name = window.name.replaceAll(name, '')
}

/** Reading the property itself throws where storage is refused. */
function storage(): Storage | undefined {
  try {
    return sessionStorage
  } catch {
    return
  }
}
