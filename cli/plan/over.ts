import { InvalidArgumentError, Option } from '@commander-js/extra-typings'

/** `--over` */
export const overOption = new Option(
  '--over <version>',
  'the version you mean to publish over, although the file began elsewhere'
).argParser(toVersion)

function toVersion(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Give the number of a version.')
}
