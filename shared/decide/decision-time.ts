/** When a decision was made, by its id: an id begins with the time of its request. */
export function timeOfDecision(id: string): number | undefined {
  const [, time] = /^([0-9a-z]{1,11})-[\w-]{12}\.[\w.]{1,16}$/.exec(id) ?? []
  return time === undefined ? undefined : Number.parseInt(time, 36)
}
