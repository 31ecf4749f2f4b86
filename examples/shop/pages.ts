import { categories, findProduct } from './catalogue.ts'
import type { Html } from './html.ts'
import type { OrderBook } from './orders.ts'
import { account } from './views/account.ts'
import { cart } from './views/cart.ts'
import { category } from './views/category.ts'
import { help } from './views/help.ts'
import { home } from './views/home.ts'
import { confirmation } from './views/order.ts'
import { product, quickLook } from './views/product.ts'
import { search } from './views/search.ts'
import { till } from './views/till.ts'
import type { Visit } from './visit.ts'

const plain: Record<string, (visit: Visit) => Html | Promise<Html>> = {
  '/': home,
  '/search': search,
  '/cart': cart,
  '/account': account,
  '/help': help,
  '/till': till,
}

/** The page at the visit's path, if there is one. */
export async function pageAt(visit: Visit, orders: OrderBook): Promise<Html | undefined> {
  const { path } = visit
  if (Object.hasOwn(plain, path)) return plain[path]?.(visit)
  const [, kind, id = ''] = path.split('/')
  const one = kind === undefined ? undefined : pagesOfOne[kind]
  return one?.(visit, id, orders)
}

const pagesOfOne: Record<
  string,
  (visit: Visit, id: string, orders: OrderBook) => Html | undefined
> = {
  c: (visit, id) => {
    const found = categories.find((one) => one.id === id)
    return found && category(visit, found)
  },
  p: (visit, id) => {
    const found = findProduct(id)
    return found && product(visit, found)
  },
  quick: (visit, id) => {
    const found = findProduct(id)
    return found && quickLook(visit, found)
  },
  order: (visit, id, orders) => {
    const found = orders.find(id)
    if (!found) return undefined
    const page = confirmation(visit, found)
    found.isReported = true
    return page
  },
}
