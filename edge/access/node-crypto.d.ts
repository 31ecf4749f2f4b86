/** The one function of Node's that the runtime has (`nodejs_compat`) and its own types do not name. */
declare module 'node:crypto' {
  export function scrypt(
    password: string,
    salt: string,
    length: number,
    options: { N: number; r: number; p: number; maxmem: number },
    done: (error: Error | null, hash: Uint8Array) => void
  ): void
}
