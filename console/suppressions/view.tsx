import { CollectionView } from '../collection/view.tsx'
import { suppressions } from './kind.tsx'

/** When to stay silent. */
export const SuppressionsView = ({ chosen }: { chosen: string | undefined }) => (
  <CollectionView kind={suppressions} chosen={chosen} />
)
