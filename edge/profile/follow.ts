import type { Env } from '../env.ts'
import type { Remote } from '../remote.ts'
import { profileObject } from './address.ts'
import type { Joining } from './pointing.ts'
import type { ProfileObject } from './profile-object.ts'

const maxRedirects = 8

/** Makes an external id the own of a profile, wherever that has moved. */
export async function joinProfile(
  env: Env,
  site: string,
  { profile, ...joining }: Joining & { profile: string }
): Promise<void> {
  await follow(env, site, profile, (object) => object.join(joining))
}

/** Tells a profile, wherever it has moved, that a device uses it no more. */
export async function leaveProfile(
  env: Env,
  site: string,
  { profile, device }: { profile: string; device: string }
): Promise<void> {
  await follow(env, site, profile, async (object, id) =>
    id === device ? 'left' : object.leave(device)
  )
}

/** Makes a profile, wherever it has moved, part of a known person, unless it is somebody by itself. */
export async function yieldProfile(
  env: Env,
  site: string,
  { from, to, now }: { from: string; to: string; now: number }
): Promise<void> {
  await follow(env, site, from, (object) => object.yieldTo(to, now))
}

async function follow(
  env: Env,
  site: string,
  profile: string,
  call: (object: Remote<ProfileObject>, id: string) => Promise<string | { to: string }>
): Promise<void> {
  let id = profile
  for (let redirects = 0; redirects < maxRedirects; redirects += 1) {
    const answer = await call(profileObject(env, site, id), id)
    if (typeof answer === 'string') return
    id = answer.to
  }
}
