import { randomBytes } from 'node:crypto'
import { buildIfStale } from './build.ts'
import { type DemoShop, openDemoShop } from './local/demo-shop.ts'
import { firstFree, isFree, portFrom } from './local/ports.ts'
import { openStateFolder, type StateFolder } from './local/state-folder.ts'
import { toldToStop } from './local/told-to-stop.ts'
import { startWorker } from './local/worker.ts'
import { main } from './main.ts'
import { step } from './progress.ts'

/** Builds everything, starts the worker and the demo shop, and keeps them until it is told to stop. */
async function start(): Promise<void> {
  const port = portFrom('PORT', 8787)
  if (!(await isFree(port))) {
    throw new Error(`Port ${port} is taken. Choose another: PORT=${port + 10} npm start`)
  }
  const state = await openStateFolder(process.env.ATTUNE_STATE ?? '.attune')
  try {
    console.log('\nAttune\n')
    await buildIfStale()
    await serve(port, state, toldToStop())
  } finally {
    await state.release()
  }
}

async function serve(port: number, state: StateFolder, stopping: Promise<void>): Promise<void> {
  const adminToken = await state.secret('admin-token', () => randomBytes(24).toString('base64url'))
  const worker = await step(
    'Worker',
    () => startWorker({ port, state: state.path, adminToken }),
    ({ url }) => `answers at ${url}`
  )
  try {
    const attune = `http://localhost:${port}`
    const shopPort = await freeShopPort(port)
    const shop = await step(
      'Demo shop',
      () => openDemoShop({ attune, adminToken, state, port: shopPort }),
      ({ publication }) => `open; its configuration is ${publication}`
    )
    printAddresses(attune, shop, state)
    const isGone = worker.gone.then(() => 'The worker has ended by itself. Start again.')
    const problem = await Promise.race([stopping, isGone])
    await shop.close()
    if (problem) throw new Error(problem)
    console.log('\nStopped. Everything is kept: start again to go on.')
  } finally {
    await worker.stop()
  }
}

async function freeShopPort(port: number): Promise<number> {
  if (!process.env.SHOP_PORT) return firstFree(port + 1)
  const chosen = portFrom('SHOP_PORT', 0)
  if (await isFree(chosen)) return chosen
  throw new Error(`Port ${chosen} is taken. Choose another: SHOP_PORT=${chosen + 10} npm start`)
}

function printAddresses(attune: string, shop: DemoShop, state: StateFolder): void {
  console.log(`
  The demo shop        ${shop.url}/
  The owner's console  ${attune}/console/
  The API description  ${attune}/openapi.json

  The console needs no password: whoever sits at this machine is its owner, nobody else gets in.
  State and the admin token are in ${state.path}. Ctrl+C stops everything.
`)
}

await main(start)
