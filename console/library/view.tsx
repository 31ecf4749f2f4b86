import { CollectionView } from '../collection/view.tsx'
import { library } from './kind.tsx'

/** Pieces of content that several actions share. */
export const LibraryView = ({ chosen }: { chosen: string | undefined }) => (
  <CollectionView kind={library} chosen={chosen} />
)
