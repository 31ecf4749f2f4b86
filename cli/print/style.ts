import { styleText } from 'node:util'

/** Colours only where somebody sees them: a terminal, and no NO_COLOR in the environment. */
const paint =
  (format: Parameters<typeof styleText>[0]) =>
  (text: string): string =>
    styleText(format, text, { stream: process.stdout })

/** The few colours that the commands use, by what they mean. */
export const style = {
  strong: paint('bold'),
  quiet: paint('dim'),
  good: paint('green'),
  bad: paint('red'),
  careful: paint('yellow'),
  name: paint('cyan'),
}
