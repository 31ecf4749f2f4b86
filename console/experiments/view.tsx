import { CollectionView } from '../collection/view.tsx'
import { experiments } from './kind.tsx'

/** Fair comparisons. */
export const ExperimentsView = ({ chosen }: { chosen: string | undefined }) => (
  <CollectionView kind={experiments} chosen={chosen} />
)
