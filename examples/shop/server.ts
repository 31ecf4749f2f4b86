import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { sendPage } from './answer.ts'
import type { AttuneAccount } from './attune.ts'
import { createSessions, type Sessions } from './customers.ts'
import { sendFile } from './files.ts'
import { handleForm } from './forms.ts'
import { createOrderBook, type OrderBook } from './orders.ts'
import { pageAt } from './pages.ts'
import { missing } from './views/product.ts'
import { readVisit } from './visit.ts'

interface ShopOptions {
  port: number
  attune: AttuneAccount
  /** Signs the shop's own session cookies; a new one signs everybody out. */
  sessionSecret?: Uint8Array
}

/** A shop that is open. */
export interface RunningShop {
  url: string
  close(): Promise<void>
}

interface Shop {
  attune: AttuneAccount
  sessions: Sessions
  orders: OrderBook
}

/** Opens the demo shop: a customer's site, which knows of Attune only what is public. */
export async function startShop({
  port,
  attune,
  sessionSecret = randomBytes(32),
}: ShopOptions): Promise<RunningShop> {
  const shop = { attune, sessions: createSessions(sessionSecret), orders: createOrderBook() }
  const server = createServer((request, response) => {
    answer(request, response, shop).catch((error) => {
      console.error(error)
      if (!response.headersSent) response.writeHead(500)
      response.end('Something broke in the shop.')
    })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://localhost:${port}`,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, shop: Shop) {
  const visit = await readVisit(request, shop)
  if (request.method === 'POST') {
    const isDone = await handleForm(request, response, { visit, ...shop })
    if (!isDone) sendPage(response, visit, missing(visit), 404)
    return
  }
  const page = await pageAt(visit, shop.orders)
  if (page) return sendPage(response, visit, page)
  const isFile = await sendFile(response, visit.path)
  if (!isFile) sendPage(response, visit, missing(visit), 404)
}
