import { GrowthBook } from '@growthbook/growthbook'
import { autoAttributesPlugin, growthbookTrackingPlugin } from '@growthbook/growthbook/plugins'
import { fillHero } from './slot.js'

const growthbook = new GrowthBook({
  apiHost: location.origin,
  clientKey: 'sdk-bench',
  plugins: [autoAttributesPlugin(), growthbookTrackingPlugin({ ingestorHost: location.origin })],
})
window.benchSignal = () => growthbook.logEvent('bench_kept')

void growthbook.logEvent('bench_view')
await growthbook.init({ timeout: 2_000 })
fillHero(growthbook.getFeatureValue('hero', ''))
