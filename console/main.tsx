import { render } from 'preact'
import { App } from './app.tsx'

// The console's policy allows no code made of text, which zod would try to be faster. Said here,
// before any part that brings zod is loaded, because zod asks as soon as a schema is made.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })

render(<App />, document.body)
