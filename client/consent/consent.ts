import type { Mirror } from './mirror.ts'

/** Purpose -> allowed. */
export type Purposes = Record<string, boolean>

export interface Consent {
  /** The visitor allows at least one purpose, or was never asked. Nothing is stored or named without. */
  isGranted(): boolean
  /** The site asks first, and has no answer yet. */
  isPending(): boolean
  /** The visitor's answers, once there are any. */
  purposes(): Purposes | undefined
  /** Takes new answers; `true` and `false` stand for personalization alone. From here on they hold. */
  set(answer: boolean | Purposes): void
}

/** What this visitor allows. Everything that stores, names or sends asks here first; in a preview, in vain. */
export const createConsent = (isAsked: boolean, mirror: Mirror, isPreview: boolean): Consent => {
  const before = mirror.read()
  let purposes = before?.context?.consent
  let isGranted = isAsked ? !!purposes : !before?.isRefused
  let isPending = isAsked && !isGranted
  return {
    isGranted: () => isGranted && !isPreview,
    isPending: () => isPending && !isPreview,
    purposes: () => purposes,
    set(answer) {
      purposes = typeof answer === 'object' ? answer : { personalization: answer }
      isGranted = Object.values(purposes).includes(true)
      isPending = false
      // A site that asks first will ask again; elsewhere nobody would remember the refusal.
      if (!isGranted && !isPreview) mirror.write(isAsked ? null : { isRefused: true })
    },
  }
}
