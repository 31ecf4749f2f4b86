/** An object of schema.org's, not checked in any way. */
type Thing = Record<string, unknown>

/**
 * How the page's JSON-LD answers for the product that the page is about: by schema.org property. A
 * list or a page with related products is about none, unless one of them has the page's own address.
 */
export function readJsonLd(): ((property: string) => string | undefined) | undefined {
  const products: Thing[] = []
  for (const script of document.querySelectorAll('[type="application/ld+json"]'))
    collect(parse(script.textContent ?? ''), products)
  const [product] =
    products.length > 1
      ? products.filter(({ url }) => String(url).endsWith(location.pathname))
      : products
  if (!product) return
  // Shops put a price into an offer, the offers of a range, or a specification.
  const offer = first(product.offers)
  const all = { ...first(offer.offers), ...first(offer.priceSpecification), ...offer, ...product }
  return (property) => textOf(all[property])
}

/** Markup is often broken, and then it says nothing. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return
  }
}

/** Looks where shops put what a page is about; not inside a product, where its variants are. */
function collect(value: unknown, products: Thing[]): void {
  // A graph is a list, maybe of lists.
  for (const each of [value].flat(3)) {
    const thing: Thing = Object(each)
    // `Product`, `["Product", "Vehicle"]`, `https://schema.org/ProductGroup`
    if (/\bProduct(Group)?\b/.test(String(thing['@type']))) products.push(thing)
    else if (each) collect([thing['@graph'], thing.mainEntity], products)
  }
}

const first = (value: unknown): Thing => Object([value].flat()[0])

/** schema.org allows a word, an object that has one, or a list of either. */
function textOf(value: unknown): string | undefined {
  const { name, url, contentUrl } = first(value)
  const one = name ?? url ?? contentUrl ?? [value].flat()[0]
  return Object(one) === one ? undefined : String(one ?? '')
}
