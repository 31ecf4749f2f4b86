import type { Step } from '../../shared/journey/steps.ts'

/** A new step of each kind, ready to be changed. */
export const newSteps: { [K in Step['do']]: (id: string) => Extract<Step, { do: K }> } = {
  wait: (id) => ({ id, do: 'wait', for: '1h' }),
  waitUntil: (id) => ({ id, do: 'waitUntil', time: '09:00' }),
  hold: (id) => ({ id, do: 'hold', until: { event: 'Order Completed' }, for: '1d' }),
  branch: (id) => ({
    id,
    do: 'branch',
    branches: [{ when: { 'profile.known': true }, to: 'end' }],
  }),
  split: (id) => ({
    id,
    do: 'split',
    arms: [
      { name: 'a', share: 1, to: 'end' },
      { name: 'b', share: 1, to: 'end' },
    ],
  }),
  send: (id) => ({
    id,
    do: 'send',
    messages: { email: { subject: 'A subject', blocks: [{ type: 'text', text: 'A sentence.' }] } },
  }),
  queue: (id) => ({ id, do: 'queue', action: 'welcome' }),
  set: (id) => ({ id, do: 'set', trait: 'reached', value: true }),
}

/** Every kind of step, in the order in which they are offered. */
export const stepTypes = Object.keys(newSteps).filter((kind): kind is Step['do'] =>
  Object.hasOwn(newSteps, kind)
)

/** An id for a new step that is not taken. */
export function freeStepId(kind: string, steps: readonly Step[]): string {
  const taken = new Set(steps.map(({ id }) => id))
  for (let n = 1; ; n++) {
    const id = n === 1 ? kind : `${kind}-${n}`
    if (!taken.has(id)) return id
  }
}
