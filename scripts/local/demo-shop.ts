import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { type RunningShop, startShop } from '../../examples/shop/server.ts'
import { createAdminApi } from './admin-api.ts'
import { registerIdentityKey } from './identity-key.ts'
import { publishConfig } from './publish-config.ts'
import type { StateFolder } from './state-folder.ts'

const site = 'demo'
const config = fileURLToPath(new URL('../../examples/shop/attune.config.json', import.meta.url))

interface DemoShopOptions {
  /** Where Attune answers, as browsers on this machine call it. */
  attune: string
  adminToken: string
  state: StateFolder
  port: number
}

/** A demo shop that is open, and what its start did about the site's configuration. */
export interface DemoShop extends RunningShop {
  publication: string
}

/**
 * Does what a new customer does: publishes a configuration, hands over the key that signs identity
 * tokens, pastes the snippet, opens the shop.
 */
export async function openDemoShop(options: DemoShopOptions): Promise<DemoShop> {
  const { attune, adminToken, state, port } = options
  const api = createAdminApi(attune, site, adminToken)
  const publication = await publishConfig(api, state, config)
  const identity = await registerIdentityKey(api, state)
  const snippet = await readSnippet(attune)
  const secret = await state.secret('shop-session', () => randomBytes(32).toString('base64url'))
  const shop = await startShop({
    port,
    attune: { url: attune, site, publicKey: 'pk_demo', secretKey: 'sk_demo', identity, snippet },
    sessionSecret: Buffer.from(secret, 'base64url'),
  })
  return { ...shop, publication }
}

async function readSnippet(attune: string): Promise<string> {
  const answer = await fetch(`${attune}/snippet.js`)
  if (answer.ok) return answer.text()
  throw new Error(`${attune}/snippet.js was answered ${answer.status}. Build first: npm run build`)
}
