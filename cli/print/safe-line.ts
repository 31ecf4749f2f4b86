/** Our own colours: everything else that begins with an escape was written by somebody else. */
const foreign =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
  /\u001B(?!\[\d{1,2}m)|[\u0000-\u001A\u001C-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/g

/**
 * A line as a terminal may get it. Names, notes and traits are written by visitors and strangers: no
 * control sequence, line break or change of direction of theirs may pretend to be ours.
 */
export function safeLine(line: string): string {
  return line.replaceAll(foreign, '\uFFFD')
}
