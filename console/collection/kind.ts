import type { ComponentChildren } from 'preact'
import type { SiteConfig } from '../../shared/site/config.ts'
import type { Collection, EntryOf } from './entries.ts'

/** What a form is given. */
export interface FormProps<C extends Collection> {
  id: string
  entry: EntryOf<C>
  config: SiteConfig
  onChange: (entry: EntryOf<C>) => void
}

/** What is said and done in the views of one collection. */
export interface Kind<C extends Collection> {
  collection: C
  /** Of one and of many: "slot", "Slots". */
  one: string
  many: string
  /** What they are for, in a sentence. */
  words: string
  /** What an empty list says. */
  empty: string
  /** A name that somebody could give. */
  example: string
  /** What a new one begins as. */
  fresh: (config: SiteConfig) => EntryOf<C>
  /** The way to a new one, where there is a better one than a name. */
  startAt?: string
  Summary: (props: { id: string; entry: EntryOf<C>; config: SiteConfig }) => ComponentChildren
  Form: (props: FormProps<C>) => ComponentChildren
  /** What stands beside the form, below the check. */
  Beside?: (props: { id: string; entry: EntryOf<C>; config: SiteConfig }) => ComponentChildren
}
