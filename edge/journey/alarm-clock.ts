/** The one alarm of an object, shared by everything that wants to be woken. */
export interface AlarmClock {
  /** Learns what is set. Before the first `noLaterThan` of a turn, because that must not wait. */
  read(): Promise<void>
  /** Sets the alarm, unless an earlier one is set. Begins at once, so that it is one commit with what follows. */
  noLaterThan(at: number): Promise<void>
  /** The alarm has rung, or somebody has set it without this clock: what is set is unknown. */
  forget(): void
}

/** Creates the clock of an object. Reading is asked of the platform once per wake-up. */
export function createAlarmClock(storage: DurableObjectStorage): AlarmClock {
  let known: { at: number } | undefined
  return {
    async read() {
      known ??= { at: (await storage.getAlarm()) ?? Infinity }
    },
    async noLaterThan(at) {
      if (known !== undefined && known.at <= at) return
      known = { at }
      await storage.setAlarm(at)
    },
    forget() {
      known = undefined
    },
  }
}
