import { type CartLine, totalOf } from './cart.ts'

/** A sale. */
export interface Order {
  id: string
  lines: CartLine[]
  total: number
  /** Whether a page has told Attune of it. */
  isReported: boolean
}

/** The shop's order book, in memory: a real shop has a database here. */
export interface OrderBook {
  place(lines: CartLine[]): Order
  find(id: string): Order | undefined
}

const remembered = 1_000

/** An empty order book. Numbers hold the time of day, so that they differ after a restart too. */
export function createOrderBook(): OrderBook {
  const orders = new Map<string, Order>()
  return {
    place(lines) {
      const id = `LL-${Date.now().toString(36).toUpperCase()}-${orders.size + 1}`
      const order = { id, lines, total: totalOf(lines), isReported: false }
      orders.set(id, order)
      const [oldest] = orders.keys()
      if (orders.size > remembered && oldest) orders.delete(oldest)
      return order
    },
    find: (id) => orders.get(id),
  }
}
