import { findProduct, type Product } from './catalogue.ts'

/** A line of the cart. */
export interface CartLine {
  product: Product
  quantity: number
}

/** Reads the cart from its cookie, `wool-throw.1~oak-board.2`. What the shop no longer sells is left out. */
export function readCart(cookie = ''): CartLine[] {
  return cookie.split('~').flatMap((part) => {
    const [id = '', count] = part.split('.')
    const product = findProduct(id)
    const quantity = Math.min(Number(count) || 0, 99)
    return product && quantity > 0 ? [{ product, quantity }] : []
  })
}

/** Writes the cart as its cookie. */
export function writeCart(lines: CartLine[]): string {
  return lines.map(({ product, quantity }) => `${product.id}.${quantity}`).join('~')
}

/** The cart with one more of a product, as its last line. */
export function withProduct(lines: CartLine[], product: Product): CartLine[] {
  const known = lines.find((line) => line.product.id === product.id)
  const others = lines.filter((line) => line !== known)
  return [...others, { product, quantity: (known?.quantity ?? 0) + 1 }]
}

/** The cart without a product. */
export function withoutProduct(lines: CartLine[], id: string): CartLine[] {
  return lines.filter((line) => line.product.id !== id)
}

/** What the cart costs, in euro. */
export function totalOf(lines: CartLine[]): number {
  return lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0)
}

/** How many things are in the cart. */
export function countOf(lines: CartLine[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0)
}
