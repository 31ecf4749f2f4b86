/**
 * SHA-256 (FIPS 180-4) of a text's UTF-8 bytes, for ids that everybody derives alike. WebCrypto only
 * answers later, and a decision cannot wait; for secrets and signatures use WebCrypto.
 */
export function sha256(text: string): Uint8Array {
  const blocks = padded(utf8(text))
  const state = Uint32Array.from(initial)
  const schedule = new Uint32Array(64)
  for (let at = 0; at < blocks.length; at += 64) {
    fillSchedule(schedule, blocks, at)
    compress(state, schedule)
  }
  const digest = new DataView(new ArrayBuffer(32))
  state.forEach((word, index) => {
    digest.setUint32(index * 4, word)
  })
  return new Uint8Array(digest.buffer)
}

/** SHA-256 of a text as 64 hexadecimal digits: how everybody writes the hash of an address. */
export function sha256Hex(text: string): string {
  return Array.from(sha256(text), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Bytes as base64url, without padding. */
export function base64url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3)
    const group = (a << 16) | (b << 8) | c
    for (let shift = 18; shift >= 0; shift -= 6) text += letters.charAt((group >> shift) & 63)
  }
  return text.slice(0, Math.ceil((bytes.length * 4) / 3))
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Fractional parts of the square roots of the first 8 primes, of the cube roots of the first 64. */
const primes = firstPrimes(64)
const initial = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const constants = Uint32Array.from(primes.map((prime) => fraction(Math.cbrt(prime))))

function fillSchedule(schedule: Uint32Array, blocks: Uint8Array<ArrayBuffer>, at: number): void {
  const view = new DataView(blocks.buffer, at, 64)
  for (let i = 0; i < 16; i++) schedule[i] = view.getUint32(i * 4)
  for (let i = 16; i < 64; i++) {
    const [w2 = 0, w7 = 0, w15 = 0, w16 = 0] = [2, 7, 15, 16].map((back) => schedule[i - back])
    const low = turn(w15, 7) ^ turn(w15, 18) ^ (w15 >>> 3)
    const high = turn(w2, 17) ^ turn(w2, 19) ^ (w2 >>> 10)
    schedule[i] = w16 + low + w7 + high
  }
}

function compress(state: Uint32Array, schedule: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let i = 0; i < 64; i++) {
    const chosen = (e & f) ^ (~e & g)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const sum1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const sum0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
    const one = (h + sum1 + chosen + (constants[i] ?? 0) + (schedule[i] ?? 0)) >>> 0
    const two = (sum0 + majority) >>> 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) >>> 0, c, b, a, (one + two) >>> 0]
  }
  ;[a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] = (state[index] ?? 0) + word
  })
}

/** The message, a one bit, zeros, and its length in bits, in blocks of 64 bytes. */
function padded(bytes: readonly number[]): Uint8Array<ArrayBuffer> {
  const blocks = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  blocks.set(bytes)
  blocks[bytes.length] = 0x80
  new DataView(blocks.buffer).setBigUint64(blocks.length - 8, BigInt(bytes.length) * 8n)
  return blocks
}

/** UTF-8; a lone surrogate becomes U+FFFD, as `TextEncoder` does. */
function utf8(text: string): number[] {
  const bytes: number[] = []
  for (const letter of text.toWellFormed()) {
    const code = letter.codePointAt(0) ?? 0
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code))
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code))
  }
  return bytes
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f)
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32)
}

function firstPrimes(count: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) {
    if (found.every((prime) => n % prime !== 0)) found.push(n)
  }
  return found
}
