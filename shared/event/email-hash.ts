import { sha256Hex } from '../hash/sha256.ts'

/** SHA-256 of an address as everybody writes it: without blanks around it, in lower case. */
export function emailHash(address: string): string {
  return sha256Hex(address.trim().toLowerCase())
}
