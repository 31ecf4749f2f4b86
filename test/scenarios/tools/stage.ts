import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DemoShop, openDemoShop } from '../../../scripts/local/demo-shop.ts'
import { firstFree } from '../../../scripts/local/ports.ts'
import { openStateFolder } from '../../../scripts/local/state-folder.ts'
import { type LocalWorker, startWorker } from '../../../scripts/local/worker.ts'

/** The demo shop beside a real worker, in a state folder of its own. */
export interface Stage {
  shop: DemoShop
  /** Where Attune answers. */
  attune: string
  /** Takes the worker away, as a power cut would. */
  cut(): Promise<void>
  /** Starts the worker again on what it had stored. */
  restore(): Promise<void>
  /** What the edge knows of a person, `user_id:u-ada`. */
  profile(ref: string): Promise<Portrait>
  close(): Promise<void>
}

/** The part of a profile that scenarios look at. */
export interface Portrait {
  events: Record<string, { count: number; first: number | string; last: number | string }>
}

const adminToken = 'a-token-for-scenarios'

/** Opens the demo shop the way `npm start` does. */
export async function openStage(from: number): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'attune-scenario-'))
  const state = await openStateFolder(folder)
  const port = await firstFree(from)
  const attune = `http://localhost:${port}`
  const start = () => startWorker({ port, state: folder, adminToken })
  let worker: LocalWorker = await start()
  const shopPort = await firstFree(port + 1)
  const shop = await openDemoShop({ attune, adminToken, state, port: shopPort })
  return {
    shop,
    attune,
    cut: () => worker.kill(),
    async restore() {
      worker = await start()
    },
    async profile(ref) {
      const authorization = `Basic ${btoa('sk_demo:')}`
      const address = `${attune}/v1/profiles/${encodeURIComponent(ref)}`
      const answer = await fetch(address, { headers: { authorization } })
      if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`)
      return answer.json()
    },
    async close() {
      await shop.close()
      await worker.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
