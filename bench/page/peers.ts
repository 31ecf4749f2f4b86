import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { type Contestant, keptSignal, words } from './contestant.ts'

const folder = fileURLToPath(new URL('./peers', import.meta.url))
const view = 'bench_view'

/** What each service answers, after its documentation and its library's own tests. */
const services: Record<string, Contestant['answer']> = {
  growthbook(path) {
    if (path.startsWith('/api/features/')) {
      const rules = [{ id: 'lamps', condition: { deviceType: 'desktop' }, force: words }]
      return { status: 200, features: { hero: { defaultValue: words, rules } } }
    }
    return path.startsWith('/track') ? { ok: true } : undefined
  },
  contentstack(path) {
    if (path.startsWith('/manifest')) {
      return {
        activeVariants: { 0: '0' },
        experiences: [{ shortUid: '0', activeVariantShortUid: '0' }],
      }
    }
    if (path.startsWith('/v3/')) return { entry: { uid: '1', text: words } }
    return path.startsWith('/events') ? {} : undefined
  },
  optimizely(path) {
    if (path.startsWith('/datafiles/')) return datafile
    return path.startsWith('/v1/events') ? {} : undefined
  },
  alloy(path) {
    return path.includes('/v1/interact') || path.includes('/v1/collect') ? edgeNetwork : undefined
  },
}

const variation = {
  id: '31',
  key: 'lamps',
  featureEnabled: true,
  variables: [{ id: '41', value: words }],
}
const split = { trafficAllocation: [{ entityId: '31', endOfRange: 10_000 }], audienceIds: [] }
const datafile = {
  version: '4',
  revision: '1',
  accountId: '1',
  projectId: '1',
  sdkKey: 'bench',
  environmentKey: 'production',
  anonymizeIP: true,
  botFiltering: false,
  sendFlagDecisions: true,
  attributes: [],
  audiences: [],
  typedAudiences: [],
  groups: [],
  rollouts: [],
  variables: [],
  integrations: [],
  events: [view, keptSignal].map((key, n) => ({ id: `5${n}`, key, experimentIds: ['21'] })),
  featureFlags: [
    {
      id: '11',
      key: 'hero',
      rolloutId: '',
      experimentIds: ['21'],
      variables: [{ id: '41', key: 'text', type: 'string', defaultValue: '' }],
    },
  ],
  experiments: [
    {
      id: '21',
      key: 'hero',
      layerId: '1',
      status: 'Running',
      forcedVariations: {},
      variations: [variation],
      ...split,
    },
  ],
}

const edgeNetwork = {
  requestId: 'bench',
  handle: [
    {
      type: 'identity:result',
      payload: [{ id: '00000000000000000000000000000000000001', namespace: { code: 'ECID' } }],
    },
    {
      type: 'personalization:decisions',
      eventIndex: 0,
      payload: [
        {
          id: 'AT:bench',
          scope: 'hero',
          scopeDetails: { decisionProvider: 'TGT', activity: { id: '1' } },
          items: [
            {
              id: '0',
              schema: 'https://ns.adobe.com/personalization/html-content-item',
              data: { id: '0', format: 'text/html', content: words },
            },
          ],
        },
      ],
    },
    { type: 'state:store', payload: [] },
  ],
}

/** Installs the peers when they are not there, and bundles each for browsers. */
export async function peerRows(): Promise<Contestant[]> {
  if (!existsSync(`${folder}/node_modules`)) {
    console.log('Installing the peers from npm …')
    await promisify(execFile)('npm', ['ci', '--ignore-scripts'], { cwd: folder })
  }
  return Promise.all(
    Object.entries(services).map(async ([name, answer]) => ({
      name,
      head: `<script type="module" async src="/${name}.js"></script>`,
      scripts: new Map([[`/${name}.js`, await bundled(name)]]),
      answer,
      signal: new RegExp(view),
    }))
  )
}

async function bundled(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${folder}/${name}.js`],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  return outputFiles[0]?.text ?? ''
}
