import { publishConfig, readConfig } from './admin/config.ts'
import { events } from './events.ts'
import { health } from './health.ts'
import type { Route } from './route.ts'

/** Everything that is served besides files: routed, described and tested from this one table. */
export const routes: readonly Route[] = [events, health, readConfig, publishConfig]
