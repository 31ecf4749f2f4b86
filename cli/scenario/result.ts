/** Something that did not go as told, and where it stands. */
export interface PlacedFault {
  /** `birthday.scenario.json:14:5` */
  where: string
  words: string
}

/** How one story or one configuration did. */
export interface TestResult {
  kind: 'story' | 'config'
  file: string
  name: string
  /** Whose wish it is, or why it matters. */
  because?: string | undefined
  /** Empty: it holds. */
  faults: PlacedFault[]
  /** Files that it was read from, the rules included. */
  sources: string[]
  /** What its owner should know all the same. */
  warnings: PlacedFault[]
  /** Everything that happened, for people. */
  timeline: string[]
  tookMs: number
}

/** Whether everything went as told. */
export function holds({ faults }: TestResult): boolean {
  return faults.length === 0
}
