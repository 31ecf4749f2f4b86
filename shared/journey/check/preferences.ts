import type { Problem } from '../../condition/condition.ts'
import type { SiteConfig } from '../../site/config.ts'
import { messagePurpose } from '../messages.ts'

/** Topics that people may choose and no message is about: whatever they choose, nothing changes. */
export function preferenceWarnings({ preferences, journeys = {} }: SiteConfig): Problem[] {
  const named = new Set(
    Object.values(journeys).flatMap(({ purposes, steps }) => [
      ...(purposes ?? [messagePurpose]),
      ...steps.flatMap((step) => (step.do === 'send' ? (step.purposes ?? []) : [])),
    ])
  )
  return Object.keys(preferences?.topics ?? {})
    .filter((topic) => !named.has(topic))
    .map((topic) => ({
      code: 'idle_topic',
      path: `preferences.topics.${topic}`,
      message: `No journey is about ${topic}: name it in the purposes of one.`,
    }))
}
