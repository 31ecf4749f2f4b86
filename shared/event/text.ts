/** UTF-8 bytes of a text, without encoding it. A lone surrogate counts as the three of U+FFFD. */
export function utf8Bytes(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) continue
    // A pair of surrogates is two units and four bytes: two more, added at its first unit.
    const isPair = unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(i + 1))
    if (isPair) i++
    bytes += unit < 0x800 ? 1 : 2
  }
  return bytes
}

/** Whether a text has more UTF-8 bytes than that; short texts are not counted at all. */
export function isLongerThan(text: string, bytes: number): boolean {
  if (text.length * 3 <= bytes) return false
  return text.length > bytes || utf8Bytes(text) > bytes
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000
}
