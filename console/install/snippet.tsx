import { useSignal } from '@preact/signals'

/** Something to paste elsewhere. */
export function Snippet({ name, text }: { name: string; text: string }) {
  const isCopied = useSignal(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    isCopied.value = true
  }
  return (
    <div class="snippet">
      <pre>{text}</pre>
      <button type="button" onClick={() => void copy()}>
        {isCopied.value ? 'Copied' : 'Copy'}
        <span class="sr"> the {name}</span>
      </button>
    </div>
  )
}
