import type { ChannelOff } from '../../shared/site/config.ts'

/** A channel through which nothing shall leave. */
export interface SwitchOff extends ChannelOff {
  channel: string
}

type Row = { channel: string; target: string; at: number; reason: string }

/** Switches a channel off; answers whether that is new. */
export function addOff(sql: SqlStorage, { channel, target, at, reason }: SwitchOff): boolean {
  const known = listOff(sql)[channel]
  if (known?.target === target) return false
  sql.exec('INSERT OR REPLACE INTO channels_off VALUES (?, ?, ?, ?)', channel, target, at, reason)
  return true
}

/** Switches a channel on; answers whether it was off. */
export function removeOff(sql: SqlStorage, channel: string): boolean {
  return sql.exec('DELETE FROM channels_off WHERE channel = ?', channel).rowsWritten > 0
}

/** Channels that are off, by name. */
export function listOff(sql: SqlStorage): Record<string, ChannelOff> {
  const rows = [...sql.exec<Row>('SELECT * FROM channels_off')]
  return Object.fromEntries(rows.map(({ channel, ...off }) => [channel, off]))
}
