import Personalize from '@contentstack/personalize-edge-sdk'
import { fillHero } from './slot.js'

Personalize.setEdgeApiUrl(location.origin)
const sdk = await Personalize.init('bench')
window.benchSignal = () => sdk.triggerEvent('bench_kept')

void sdk.triggerEvent('bench_view')
// The SDK names a variant; its content is another request, to the content management system.
const variant = sdk.getVariantAliases().join(',')
const entry = await fetch(`/v3/content_types/hero/entries/1`, {
  headers: { 'x-cs-variant-uid': variant },
})
fillHero((await entry.json()).entry.text)
void sdk.triggerImpression('0')
