import type { JsonObject } from '../../shared/event/json.ts'
import { listen } from '../guard.ts'
import { markedProperties } from './marks.ts'

/**
 * One listener for all clicks of the page, in the capture phase, so that nobody can stop the event
 * before it is seen. Tracks the nearest element marked with `data-attune-event`.
 */
export const onClicks = (
  track: (event: string, properties: JsonObject) => unknown,
  onPath: (path: Element[]) => unknown
): void =>
  listen(
    document,
    'click',
    (click: MouseEvent) => {
      const path = click.composedPath().filter((node) => node instanceof Element)
      const marked = path.find((element) => element.hasAttribute('data-attune-event'))
      if (marked) track(marked.getAttribute('data-attune-event') ?? '', markedProperties(marked))
      return onPath(path)
    },
    { capture: true }
  )
