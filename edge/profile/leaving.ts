import type { Env } from '../env.ts'
import { profileObject } from './address.ts'

const maxRedirects = 8

/** Tells a profile, wherever it has moved, that a device uses it no more. */
export async function leaveProfile(
  env: Env,
  site: string,
  { profile, device }: { profile: string; device: string }
): Promise<void> {
  let id = profile
  for (let redirects = 0; redirects < maxRedirects && id !== device; redirects += 1) {
    const answer = await profileObject(env, site, id).leave(device)
    if (answer === 'left') return
    id = answer.to
  }
}
