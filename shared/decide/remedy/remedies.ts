import { localTime } from '../../event/local-time.ts'
import type { CandidateOutcome } from '../decision.ts'
import { windowMs } from '../stage/cap.ts'
import { dayparts } from '../stage/daypart.ts'
import { scheduleOf } from '../stage/schedule.ts'
import { flipped } from './flipped.ts'
import { outrank } from './outrank.ts'
import type { Patient, SlotObstacle, Standing } from './patient.ts'
import { unsuppress } from './unsuppress.ts'
import { alter, configure, type Edit, fill, later, type Need, type Remedy } from './world.ts'

/** The smallest change that removes one refusal. */
export function remedyFor(standing: Standing, patient: Patient): Remedy {
  const { action, config, slot, world } = patient
  if (config.slots.includes(slot)) return remedies[standing.outcome](standing, patient)
  const edit: Edit = { action, key: 'slots', from: config.slots, to: [...config.slots, slot] }
  return configure(world, edit, `${action} does not serve ${slot}`)
}

type Remedies = Record<
  CandidateOutcome | SlotObstacle,
  (standing: Standing, patient: Patient) => Remedy
>

const remedies: Remedies = {
  chosen: () => ({ obstacle: 'It wins as it is.' }),
  off: (_, { action, world }) =>
    configure(
      world,
      { action, key: 'enabled', from: false, to: true },
      `${action} is switched off`
    ),
  no_consent: ({ detail = '' }, patient) => consent(detail, patient),
  not_scheduled: ({ detail }, { action, config, world }) => {
    if (detail === 'before') return later(world, scheduleOf(config).from, 'its schedule begins')
    const from = { until: config.schedule?.until ?? null }
    return configure(world, { action, key: 'schedule', from, to: {} }, 'its schedule is over')
  },
  outside_daypart: (_, patient) => nextDaypart(patient),
  not_in_audience: (_, patient) => flipped(patient.config.when, patient),
  suppressed: ({ detail = '' }, patient) => unsuppress(detail, patient),
  care_mode: (_, { world }) =>
    alter(world, { path: 'care.active', to: false }, 'the person needs care'),
  capped: ({ detail = '' }, patient) => uncap(detail, patient),
  cooling_down: ({ detail = '' }, { action, world }) => {
    const [outcome = '', window = ''] = detail.split(' ')
    const path = `ledger.action.${action}.${outcome}.last`
    const until = Number(world.facts[path] ?? 0) + windowMs(window) + 1
    return Number.isFinite(until)
      ? later(world, until, `its pause after being ${outcome} is over`)
      : alter(world, { path, to: null }, `it was ${outcome} once, and pauses for good`)
  },
  held_out: (_, { world }) => ({
    obstacle: `This person belongs to the holdout of ${world.config.holdout?.share}, whatever they do.`,
  }),
  not_in_experiment: ({ detail = '' }, patient) => enroll(detail, patient),
  outranked: outrank,
  excluded_on_page: ({ detail = '' }) => ({
    obstacle: detail.startsWith('action:')
      ? 'It is on this page already, in another slot.'
      : `Another action of this page has the same ${detail.replace(':', ', ')}.`,
  }),
  content_missing_value: ({ detail = '' }, { site, world }) =>
    site.mayShow(detail)
      ? fill(world, detail, `its content needs ${detail}`)
      : { obstacle: `Its content names ${detail}, which is sensitive and never shown.` },
  bot: (_, { world }) =>
    alter(world, { path: 'request.bot', to: false }, 'a bot asked, and bots get nothing'),
  unknown_slot: (_, { slot }) => ({ obstacle: `The configuration has no slot ${slot}.` }),
  other_channel: (_, { slot, site, world }) => {
    const to = site.slots.get(slot)?.channel ?? 'page'
    return alter(world, { path: 'request.channel', to }, `the slot belongs to the channel ${to}`)
  },
  not_on_page: (_, patient) => flipped(patient.world.config.slots?.[patient.slot]?.page, patient),
}

function consent(purpose: string, { world }: Patient): Remedy {
  const path = `request.consent.${purpose}`
  return world.facts[path] === true
    ? alter(
        world,
        { path: 'request.gpc', to: false },
        `Global Privacy Control withholds ${purpose}`
      )
    : alter(world, { path, to: true }, `consent to ${purpose} is needed`)
}

/** Caps are named by their label; the count behind it is lowered until there is room for one more. */
function uncap(label: string, { action, slot, site, world }: Patient): Remedy {
  const { ownCaps = [], sharedCaps = [] } = site.actions.get(action) ?? {}
  const caps = [...ownCaps, ...sharedCaps, ...(site.slots.get(slot)?.caps ?? [])]
  const cap = caps.find((one) => one.label === label)
  const count = Number(world.facts[cap?.path ?? ''] ?? 0)
  if (cap === undefined || count === 0) {
    return { obstacle: `The other actions of this page use up the cap (${label}).` }
  }
  const to = Math.min(count, cap.max) - 1
  return alter(world, { path: cap.path, to }, `the cap (${label}) is reached`)
}

function enroll(detail: string, patient: Patient): Remedy {
  const { world } = patient
  const [name = '', reason = ''] = detail.split(': ')
  const { experiments = {} } = world.config
  const experiment = experiments[name]
  if (reason === 'audience') return flipped(experiment?.when, patient)
  if (reason !== 'coverage' || experiment === undefined) {
    return { obstacle: `The hash of this person falls outside (${detail}), whatever they do.` }
  }
  const from = experiment.coverage ?? 1
  const path = `experiments.${name}.coverage`
  const words = `the experiment ${name} covers only ${from}`
  const need: Need = { kind: 'config', path, from, to: 1, words }
  const covered = { ...experiments, [name]: { ...experiment, coverage: 1 } }
  return {
    needs: [need],
    world: { ...world, config: { ...world.config, experiments: covered } },
  }
}

const minuteMs = 60_000
/** Eight days: every weekday comes, whatever happens to the clocks. */
const searchedMinutes = 8 * 1_440

function nextDaypart({ config, world }: Patient): Remedy {
  const timezone = String(world.facts['request.timezone'] ?? 'UTC')
  const holdsFor = dayparts(config)
  const minute = Math.floor(world.now / minuteMs)
  for (let ahead = 1; ahead <= searchedMinutes; ahead++) {
    const at = (minute + ahead) * minuteMs
    if (holdsFor(localTime(at, timezone)) > 0) return later(world, at, 'its time of day begins')
  }
  return { obstacle: 'None of its times of day ever comes.' }
}
