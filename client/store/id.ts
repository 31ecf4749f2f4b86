/**
 * 128 random bits as hex digits: the id of a device, a stream, an event. Not `randomUUID`, which is missing
 * on plain http.
 */
export const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    (byte + 256).toString(16).slice(1)
  ).join('')
