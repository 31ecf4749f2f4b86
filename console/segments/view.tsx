import { CollectionView } from '../collection/view.tsx'
import { segments } from './kind.tsx'

/** Who people are to the site: named conditions. */
export const SegmentsView = ({ chosen }: { chosen: string | undefined }) => (
  <CollectionView kind={segments} chosen={chosen} />
)
