import { CollectionView } from '../collection/view.tsx'
import { channels } from './kind.tsx'

/** Ways to reach people outside of the page. */
export const ChannelsView = ({ chosen }: { chosen: string | undefined }) => (
  <CollectionView kind={channels} chosen={chosen} />
)
