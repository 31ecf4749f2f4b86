import { CollectionView } from '../collection/view.tsx'
import { traits } from './kind.tsx'

/** Facts folded from events. */
export const TraitsView = ({ chosen }: { chosen: string | undefined }) => (
  <CollectionView kind={traits} chosen={chosen} />
)
