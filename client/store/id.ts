/** Random bits as hex digits: 16 bytes make a device id or the name of a stream. */
export const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    (byte + 256).toString(16).slice(1)
  ).join('')

/**
 * UUIDv7 (RFC 9562) from `getRandomValues`, because `randomUUID` is missing on plain http. The time in
 * it only makes ids sort; nobody reads it as a time.
 */
export const messageId = (): string =>
  // Milliseconds since 1970 fill eleven hex digits until the year 2527.
  `0${Date.now().toString(16)}7${randomId()}`.replace(
    /(.{8})(.{4})(.{4}).(.{3})(.{12}).*/,
    '$1-$2-$3-8$4-$5'
  )
