import { CollectionView } from '../collection/view.tsx'
import { slots } from './kind.tsx'

/** Places that can be filled. */
export const SlotsView = ({ chosen }: { chosen: string | undefined }) => (
  <CollectionView kind={slots} chosen={chosen} />
)
