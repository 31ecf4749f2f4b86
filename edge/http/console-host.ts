import type { Received } from './bot.ts'

/**
 * Whether the console lives at the address that was asked. On a host of its own (`CONSOLE_HOST`) no
 * page of the shop, and nobody who has got a script into one, shares its origin and its cookies.
 */
export function isConsoleHost({ env, url }: Pick<Received, 'env' | 'url'>): boolean {
  return !env.CONSOLE_HOST || url.host === env.CONSOLE_HOST.toLowerCase()
}
