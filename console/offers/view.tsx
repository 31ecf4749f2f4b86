import { CollectionView } from '../collection/view.tsx'
import { offers } from './kind.tsx'

/** Pools of single-use codes. */
export const OffersView = ({ chosen }: { chosen: string | undefined }) => (
  <CollectionView kind={offers} chosen={chosen} />
)
