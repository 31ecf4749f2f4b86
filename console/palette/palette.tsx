import { useComputed, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { openWorkspace, workspace } from '../admin/workspace.ts'
import { places } from '../places.tsx'
import { go } from '../route.ts'
import { type Command, commandsOf, fitting } from './commands.ts'

const isMac = /Mac|iP/.test(navigator.platform)

/** Everything by name, from anywhere: Ctrl or Cmd + K. */
export function Palette() {
  const dialog = useRef<HTMLDialogElement>(null)
  const typed = useSignal('')
  const chosen = useSignal(0)
  const found = useComputed(() => {
    const now = workspace.value
    return fitting(
      commandsOf(places, now.state === 'here' ? now.value.config : undefined),
      typed.value
    )
  })
  const open = () => {
    typed.value = ''
    chosen.value = 0
    dialog.current?.showModal()
    if (workspace.value.state !== 'here') void openWorkspace()
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      if (dialog.current?.open) dialog.current.close()
      else open()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  const take = (command: Command | undefined) => {
    if (!command) return
    dialog.current?.close()
    go(...command.to)
  }
  const onKey = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined) {
      event.preventDefault()
      const { length } = found.value
      chosen.value = (chosen.value + by + length) % Math.max(1, length)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      take(found.value[chosen.value])
    }
  }
  return (
    <>
      <button type="button" class="seek" onClick={open}>
        <span>Go to …</span> <kbd>{isMac ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      <dialog class="palette" ref={dialog} aria-label="Go to">
        <input
          role="combobox"
          aria-label="Go to"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={`palette-${chosen.value}`}
          placeholder="A view, an action, a person …"
          value={typed.value}
          spellcheck={false}
          autocomplete="off"
          onInput={(event) => {
            typed.value = event.currentTarget.value
            chosen.value = 0
          }}
          onKeyDown={onKey}
        />
        <div id="palette-list" role="listbox" aria-label="Places">
          {found.value.map((command, i) => (
            <Choice
              key={command.id}
              id={`palette-${i}`}
              command={command}
              isChosen={i === chosen.value}
              onTake={() => take(command)}
            />
          ))}
        </div>
      </dialog>
    </>
  )
}

function Choice({
  id,
  command: { name, kind },
  isChosen,
  onTake,
}: {
  id: string
  command: Command
  isChosen: boolean
  onTake: () => void
}) {
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isChosen) line.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return (
    // The combobox keeps the focus and hears the keys; a pointer may take a line as well.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above.
    <div id={id} ref={line} role="option" aria-selected={isChosen} tabIndex={-1} onClick={onTake}>
      <span>{name}</span>
      <span class="quiet">{kind}</span>
    </div>
  )
}
