/** How the page's Open Graph tags answer for a product: by property, if they say it is about one. */
export function readOpenGraph(): ((property: string) => string | undefined) | null {
  return document.querySelector('[property="og:type"][content*=product]') && meta
}

/** The end of the name is enough: shops write `og:price:amount` and `product:price:amount`. */
function meta(property: string): string | undefined {
  return document.querySelector<HTMLMetaElement>(`meta[property$=":${property}"]`)?.content
}
