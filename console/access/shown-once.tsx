import { useSignal } from '@preact/signals'

/** A secret that is shown this once, to be copied. */
export function ShownOnce({ name, words, text }: { name: string; words: string; text: string }) {
  const isCopied = useSignal(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    isCopied.value = true
  }
  return (
    <div class="notice good" role="status">
      <p>{words}</p>
      <div class="snippet">
        <pre>{text}</pre>
        <button type="button" onClick={() => void copy()}>
          {isCopied.value ? 'Copied' : 'Copy'}
          <span class="sr"> the {name}</span>
        </button>
      </div>
    </div>
  )
}
