import type { EditorView } from '@codemirror/view'
import { useEffect, useRef } from 'preact/hooks'
import type { Json } from '../../shared/event/json.ts'
import { isSame } from '../../shared/site/change/changes.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { openEditor } from './editor-view.ts'
import { parse } from './problems.ts'

/** A part of the draft as text: completed by the schema, checked as publishing checks, told while it is JSON. */
export function JsonEditor({
  label,
  value,
  config,
  under = [],
  onChange,
}: {
  label: string
  value: Json
  config: SiteConfig
  under?: readonly string[]
  onChange: (json: Json) => void
}) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const now = useRef({ config, under, onChange })
  now.current = { config, under, onChange }
  useEffect(() => {
    if (!host.current) return
    view.current = openEditor(host.current, {
      label,
      text: textOf(value),
      around: () => now.current,
      onText(text) {
        const parsed = parse(text)
        if ('json' in parsed) now.current.onChange(parsed.json)
      },
    })
    return () => view.current?.destroy()
  }, [])
  // Somebody else, or the form beside it, has changed the same.
  useEffect(() => {
    const { current } = view
    if (!current) return
    const parsed = parse(current.state.doc.toString())
    if (!('json' in parsed) || isSame(parsed.json, value)) return
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: textOf(value) } })
  }, [value])
  return <div class="text-editor" ref={host} />
}

const textOf = (value: Json) => JSON.stringify(value, null, 2)
