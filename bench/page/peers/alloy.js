import './same-origin.js'
import { createInstance } from '@adobe/alloy'
import { fillHero } from './slot.js'

const alloy = createInstance({ name: 'alloy' })
void alloy('configure', {
  datastreamId: 'bench',
  orgId: 'BENCH@AdobeOrg',
  clickCollectionEnabled: false,
})
window.benchSignal = () => alloy('sendEvent', { xdm: { eventType: 'bench_kept' } })

const { propositions } = await alloy('sendEvent', {
  xdm: { eventType: 'bench_view' },
  personalization: { decisionScopes: ['hero'] },
})
fillHero(propositions.find(({ scope }) => scope === 'hero').items[0].data.content)
