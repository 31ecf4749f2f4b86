import { CollectionView } from '../collection/view.tsx'
import { sources } from './kind.tsx'

/** Services whose webhooks come in. */
export const SourcesView = ({ chosen }: { chosen: string | undefined }) => (
  <CollectionView kind={sources} chosen={chosen} />
)
