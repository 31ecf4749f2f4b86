import { base64url } from '../encode/base64url.ts'

/** A secret that is shown once: 256 random bits. Nobody guesses it, so a plain hash keeps it. */
export function newSecret(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)))
}

/** What is kept of a secret that nobody chose. */
export async function hashSecret(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))
  return base64url(new Uint8Array(digest))
}

/** Compares two texts in a time that tells nothing of where they differ. */
export async function isSameSecret(a: string, b: string): Promise<boolean> {
  const encoder = new TextEncoder()
  // Hashes are of equal length, whatever was sent.
  const [x, y] = await Promise.all(
    [a, b].map((text) => crypto.subtle.digest('SHA-256', encoder.encode(text)))
  )
  return x !== undefined && y !== undefined && crypto.subtle.timingSafeEqual(x, y)
}
