import { CollectionView } from '../collection/view.tsx'
import { WithWorkspace } from '../parts/with-workspace.tsx'
import { actions } from './kind.tsx'
import { NewAction } from './new-action.tsx'

/** Every candidate for "next best action"; `new` is where one begins. */
export function ActionsView({ chosen }: { chosen: string | undefined }) {
  if (chosen !== 'new') return <CollectionView kind={actions} chosen={chosen} />
  return <WithWorkspace>{({ config }) => <NewAction config={config} />}</WithWorkspace>
}
