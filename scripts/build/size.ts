import { readFile } from 'node:fs/promises'
import { brotliCompressSync, gzipSync } from 'node:zlib'

/** Bytes of a file as a browser would fetch it. */
export async function brotliSize(file: string): Promise<number> {
  return brotliCompressSync(await readFile(file)).byteLength
}

/** Bytes of a file as Cloudflare counts a worker. */
export async function gzipSize(file: string): Promise<number> {
  return gzipSync(await readFile(file), { level: 9 }).byteLength
}

/** `6.0 kB`, in thousands as the budgets are. */
export const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
