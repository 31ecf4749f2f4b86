import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

// Silence wrangler and miniflare before either starts: no look-ups, no per-request trace store.
Object.assign(process.env, {
  WRANGLER_SEND_METRICS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  X_LOCAL_OBSERVABILITY: 'false',
  X_LOCAL_EXPLORER: 'false',
})

// Real browsers and servers on shared machines: a test that fails is tried three times more before it counts.
const slow = { testTimeout: 60_000, hookTimeout: 90_000, retry: 3 }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{shared,client,edge,console,cli,scripts,examples}/**/*.test.ts',
            'test/cases/*.test.ts',
          ],
          setupFiles: ['test/kit/seeds.ts'],
          testTimeout: 30_000,
        },
      },
      {
        // Runs inside workerd: object internals, alarms without waiting, eviction.
        plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.toml' } })],
        test: { name: 'workerd', include: ['test/edge/**/*.workerd.test.ts'], ...slow },
      },
      {
        // Runs in Node against the built worker over HTTP.
        test: {
          name: 'http',
          include: ['test/edge/**/*.http.test.ts'],
          fileParallelism: false,
          ...slow,
        },
      },
      {
        // Real Chromium against real pages and the real worker.
        test: {
          name: 'page',
          include: ['test/page/**/*.test.ts', 'test/scenarios/**/*.test.ts'],
          maxWorkers: 2,
          ...slow,
        },
      },
    ],
  },
})
