import type { Event } from '../../shared/event/event.ts'
import { serverMoment } from '../decide/moment.ts'
import { requestSeed } from '../decide/seed.ts'
import { refuse } from '../http/problem.ts'
import { isOwnLink, type LinkKind } from '../journey/signed-link.ts'
import { askProfile, type Ref } from '../profile/find.ts'
import type { Asked, Reply } from './route.ts'

/** Answers somebody who follows a link of ours, signed for them; whoever made one up gets nothing. */
export async function ifSigned(
  asked: Asked,
  { kind, about, to }: { kind: LinkKind; about: readonly string[]; to?: string },
  answer: () => Promise<Reply>
): Promise<Reply> {
  const { site = '', signature = '' } = asked.params
  if (await isOwnLink(asked.env, { kind, site, about, to }, signature)) return answer()
  return refuse('not_found', 'This link is not one of ours, or not whole.')
}

/** Tells a profile what its person did outside of any page. Whether there is one shall not show. */
export async function tellProfile(
  { env, now }: Asked,
  { site, ref }: Ref,
  events: Event[]
): Promise<void> {
  const visit = {
    ...{ site, now, seed: requestSeed(now), events, atLeast: 0 },
    addressing: { via: 'profile' as const, mayBeKnown: true, mustExist: true as const },
    asks: { slots: [], context: serverMoment({}, { name: site }), record: 'no' as const },
  }
  await askProfile(env, { site, ref }, async (profile) => {
    const answer = await profile.visit(visit)
    return 'verdicts' in answer || 'to' in answer ? answer : 'unknown'
  })
}
