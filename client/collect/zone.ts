import type { DeviceRow } from '../store/device.ts'
import { clockOffset } from './context.ts'

/** Learns the name of the time zone, once for each offset that this device's clock has shown last. */
export const learnZone = (device: DeviceRow): unknown => {
  const offset = clockOffset()
  const now = device.last()
  if (!now || now.zones?.[offset]) return
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return device.change((now) => {
    now.zones = { [offset]: zone }
    return
  })
}
