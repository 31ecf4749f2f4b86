import { lazy } from '../parts/lazy.tsx'

/** The text editor, loaded when somebody opens one. */
export const JsonText = lazy(async () => (await import('./json-editor.tsx')).JsonEditor)
