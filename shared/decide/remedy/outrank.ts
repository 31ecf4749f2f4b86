import { defaultProbability } from '../attention.ts'
import type { Patient, Standing } from './patient.ts'
import { alter, configure, type Remedy } from './world.ts'

/** More than the rival: help in care, then a higher tier, then a higher value. */
export function outrank({ detail = '', rivals = [] }: Standing, patient: Patient): Remedy {
  const { action, config, world } = patient
  const rival = rivals.find((one) => one.action === detail)
  const rivalHelps = world.config.actions?.[detail]?.intent === 'help'
  if (world.facts['care.active'] === true && rivalHelps && config.intent !== 'help') {
    const edit = { action, key: 'intent', from: config.intent, to: 'help' } as const
    return configure(world, edit, 'help comes first while this person needs care')
  }
  if (rival?.detail === 'novelty') {
    return { obstacle: `This decision tried something new, and the lot fell on ${detail}.` }
  }
  const tier = rival?.tier ?? 0
  if (tier > (config.tier ?? 0)) {
    const edit = { action, key: 'tier', from: config.tier, to: tier } as const
    return configure(world, edit, `${detail} has tier ${tier}`)
  }
  const recent = `ledger.slot.${patient.slot}.recent`
  if (patient.site.slots.get(patient.slot)?.config.variety && world.facts[recent] !== undefined) {
    return alter(world, { path: recent, to: null }, `${action} was shown here again and again`)
  }
  return revalue(rival?.score ?? 0, detail, patient)
}

function revalue(
  score: number,
  rival: string,
  { action, config, slot, site, world }: Patient
): Remedy {
  const estimate = world.facts[`estimate.${action}.${slot}`]
  const prior = site.actions.get(action)?.probability ?? defaultProbability
  const probability = typeof estimate === 'number' ? estimate : prior
  if (probability <= 0) {
    if (typeof estimate === 'number') return { obstacle: 'The model gives it no chance at all.' }
    const edit = { action, key: 'probability', from: 0, to: defaultProbability } as const
    return configure(world, edit, 'its probability of success is 0')
  }
  const from = typeof config.value === 'object' ? config.value.of : config.value
  const edit = { action, key: 'value', from, to: roundUp(score / probability) } as const
  return configure(world, edit, `${rival} is worth more`)
}

/** The next number of three digits above. */
function roundUp(value: number): number {
  if (value === 0) return 0.01
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2)
  return Number(((Math.floor(value / unit) + 1) * unit).toPrecision(3))
}
