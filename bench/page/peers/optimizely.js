import './same-origin.js'
import {
  createBatchEventProcessor,
  createInstance,
  createPollingProjectConfigManager,
} from '@optimizely/optimizely-sdk'
import { fillHero } from './slot.js'

const client = createInstance({
  projectConfigManager: createPollingProjectConfigManager({ sdkKey: 'bench' }),
  eventProcessor: createBatchEventProcessor(),
})
const user = client.createUserContext('bench-visitor')
window.benchSignal = () => user.trackEvent('bench_kept')

await client.onReady()
fillHero(user.decide('hero').variables.text)
user.trackEvent('bench_view')
