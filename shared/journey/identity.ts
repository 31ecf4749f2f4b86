import { base64url, sha256 } from '../hash/sha256.ts'
import type { Run } from './run.ts'

/** Key under which the past of a journey, or of one of its keys, is remembered. */
export function pastKey(journey: string, key: string | undefined): string {
  return key === undefined ? journey : `${journey}/${key}`
}

/** Whether two runs are the same occurrence of the same journey. */
export function isSameRun(a: Run, b: Run): boolean {
  return a.journey === b.journey && a.key === b.key && a.occurrence === b.occurrence
}

/**
 * Id of an effect of a run: the same person, journey, occurrence and step make the same id, however
 * often an alarm is repeated, so that receivers can tell a copy. It is also the `webhook-id`.
 */
export function effectId(prefix: 'msg' | 'set' | 'que', site: string, run: Run): string {
  const { owner, journey, key = null, occurrence, step, done } = run
  // JSON keeps the parts apart: no key can look like two of them.
  const name = JSON.stringify([site, owner, journey, key, occurrence, step, done[step] ?? 0])
  return `${prefix}_${base64url(sha256(name)).slice(0, 27)}`
}

/** A step that is done once more: the id of its next effect is another. */
export function counted(run: Run): Run {
  return { ...run, done: { ...run.done, [run.step]: (run.done[run.step] ?? 0) + 1 } }
}
