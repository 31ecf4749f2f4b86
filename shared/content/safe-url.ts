const allowed = /^(https?|mailto|tel)$/i

/**
 * The one check that every URL of content passes before it becomes an attribute: http(s), mailto, tel
 * and relative addresses. Answers the address to use, without the control characters that browsers
 * silently drop (`java\nscript:`), or nothing. Pure: the edge uses it too.
 */
export const safeUrl = (url: string): string | undefined => {
  const clean = url.replace(/\p{Cc}+/gu, '').trim()
  // Like the URL standard: whatever stands before a colon in the first segment is a scheme.
  const scheme = /^([^:/?#]*):/.exec(clean)?.[1]
  return !scheme || allowed.test(scheme) ? clean : undefined
}
