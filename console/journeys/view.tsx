import { CollectionView } from '../collection/view.tsx'
import { ProgrammesView } from '../programmes/view.tsx'
import { journeys } from './kind.tsx'

/** What happens when the visitor is not on the page; `new` is where one begins. */
export function JourneysView({ chosen }: { chosen: string | undefined }) {
  if (chosen === 'new') return <ProgrammesView />
  return <CollectionView kind={journeys} chosen={chosen} />
}
