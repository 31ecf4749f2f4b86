import { CollectionView } from '../collection/view.tsx'
import { journeys } from './kind.tsx'

/** What happens when the visitor is not on the page. */
export const JourneysView = ({ chosen }: { chosen: string | undefined }) => (
  <CollectionView kind={journeys} chosen={chosen} />
)
