import { listen } from '../guard.ts'

/** Calls when the network is back. */
export const onOnline = (run: () => unknown): void => listen(window, 'online', run)
