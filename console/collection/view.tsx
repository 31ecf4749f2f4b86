import { WithWorkspace } from '../parts/with-workspace.tsx'
import { EntryEditor } from './editor.tsx'
import type { Collection } from './entries.ts'
import type { Kind } from './kind.ts'
import { EntryList } from './list.tsx'

/** A collection of the configuration: all of it, or one entry. */
export function CollectionView<C extends Collection>({
  kind,
  chosen,
}: {
  kind: Kind<C>
  chosen: string | undefined
}) {
  return (
    <WithWorkspace>
      {(work) =>
        chosen === undefined ? (
          <EntryList kind={kind} work={work} />
        ) : (
          <EntryEditor key={chosen} kind={kind} id={chosen} work={work} />
        )
      }
    </WithWorkspace>
  )
}
