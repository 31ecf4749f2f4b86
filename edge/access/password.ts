import { scrypt } from 'node:crypto'
import { base64url } from '../encode/base64url.ts'

/**
 * OWASP's parameters for scrypt with 16 MiB. The platform's PBKDF2 stops at 100,000 iterations, a
 * sixth of what is asked for; see docs/decisions.
 */
const cost = { N: 16_384, r: 8, p: 5 }
const hashBytes = 32

/** How a password was, or would be, hashed: `scrypt$16384$8$5$salt`. */
export type Recipe = string

/** A recipe with a salt of its own. */
export function newRecipe(salt = base64url(crypto.getRandomValues(new Uint8Array(16)))): Recipe {
  return ['scrypt', cost.N, cost.r, cost.p, salt].join('$')
}

/** Hashes a password by a recipe: `scrypt$16384$8$5$salt$hash`. Takes about a tenth of a second, on purpose. */
export function hashPassword(password: string, recipe: Recipe): Promise<string> {
  const [, N, r, p, salt = ''] = recipe.split('$')
  const options = { N: Number(N), r: Number(r), p: Number(p), maxmem: 64 * 1_024 * 1_024 }
  return new Promise((resolve, reject) => {
    // The same letters in another composition are the same password (RFC 8265).
    scrypt(password.normalize('NFC'), salt, hashBytes, options, (error, hash) => {
      if (error) reject(error)
      else resolve(`${recipe}$${base64url(new Uint8Array(hash))}`)
    })
  })
}

/** The recipe of a stored password. */
export function recipeOf(stored: string): Recipe {
  return stored.split('$').slice(0, 5).join('$')
}
