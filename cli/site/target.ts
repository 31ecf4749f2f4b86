import { InvalidArgumentError, Option } from '@commander-js/extra-typings'
import { Failure } from '../failure.ts'

/** A site, and the worker that serves it. */
export interface Target {
  /** Without a slash at its end. */
  url: string
  site: string
}

/** `--url` */
export const urlOption = new Option(
  '--url <url>',
  'address of the worker (else ATTUNE_URL, else the one of your last login)'
)

/** `--site` */
export const siteOption = new Option(
  '--site <site>',
  'name of the site (else ATTUNE_SITE, else the one of your last login)'
)

/** `--over` */
export const overOption = new Option(
  '--over <version>',
  'the version you mean to publish over, although the file began elsewhere'
).argParser(toVersion)

/** `--json` */
export const jsonOption = new Option('--json', 'print JSON, for scripts')

/** A target in words, as files and messages name it. */
export function nameOf({ url, site }: Target): string {
  return `${url}/${site}`
}

/** Checks an address before a key is sent to it: never in the clear over a network. */
export function parseUrl(text: string): string {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new Failure('invalid_url', `${text} is no address: write https://edge.shop.example`)
  }
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
  if (url.protocol === 'http:' && !isLoopback) {
    throw new Failure('insecure_url', `${text} would send your key in the clear: use https.`)
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}

/** The number of a version, as it was said on the command line. */
export function toVersion(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Give the number of a version.')
}
