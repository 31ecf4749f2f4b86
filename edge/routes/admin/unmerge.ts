import { z } from 'zod'
import type { UnmergeAnswer } from '../../../shared/api/admin-api.ts'
import { personal } from '../../http/answer.ts'
import { type Refusal, refuse } from '../../http/problem.ts'
import { askProfile } from '../../profile/find.ts'
import type { Undone } from '../../profile/parting.ts'
import { adminRoute } from '../admin-route.ts'
import { unknownPerson } from '../profiles.ts'

const unmergeSchema = z.strictObject({
  /** A merge of this person's time line. */
  merge: z.string().min(1).max(100),
})

/** Takes two people apart again whom a merge had made one. */
export const unmerge = adminRoute({
  method: 'post',
  path: '/profiles/:ref/unmerge',
  summary:
    'Undoes a merge: two people, each with what is theirs. `merge`: its id in the time line.',
  problems: ['not_found', 'not_undoable'],
  body: unmergeSchema,
  async handle({ env, site, params, now }, { merge }) {
    const ref = params.ref ?? ''
    const undone = await askProfile(env, { site, ref }, (profile) => profile.unmerge(merge, now))
    if (undone === undefined) return unknownPerson()
    return isUndone(undone) ? personal(undone satisfies UnmergeAnswer) : whyNot(undone)
  },
})

type Done = Extract<Undone, { restored: string }>

function isUndone(undone: Undone): undone is Done {
  return typeof undone === 'object' && 'restored' in undone
}

function whyNot(undone: Exclude<Undone, Done>): Refusal {
  if (undone === 'no_merge') return refuse('not_found', 'This person was in no such merge.')
  if (undone === 'too_late') {
    return refuse('not_undoable', 'Events of that time are no longer kept, so nobody knows whose.')
  }
  if (undone === 'gone') {
    return refuse('not_undoable', 'Who came by this merge was erased since, or has begun anew.')
  }
  return refuse(
    'not_undoable',
    `It came along with the merge ${undone.first}: undo that one first.`
  )
}
