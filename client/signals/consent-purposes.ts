/**
 * Answers for each purpose of a mapping `personalization 1 5 6; marketing 1 3 4`, as the owner
 * writes it in the tag: granted when all that it needs is allowed. A purpose about which the
 * framework says nothing is left out.
 */
export function answerPurposes(
  mapping: string,
  isAllowed: (need: string) => boolean | undefined
): Record<string, boolean> {
  const answers: Record<string, boolean> = {}
  for (const part of mapping.split(/; */)) {
    const [purpose, ...needs] = part.split(/\W+/)
    const known = needs.map(isAllowed).filter((allowed) => allowed !== undefined)
    if (purpose && known.length) answers[purpose] = known.every(Boolean)
  }
  return answers
}
