/** The page's language, where it is a well-formed one; the browser's otherwise. */
export function pageLanguage(): string {
  const { lang } = document.documentElement
  return /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(lang) ? lang : navigator.language
}
