import { useSignal } from '@preact/signals'

/** A button for what cannot be taken back: it asks once more, in its place. */
export function ConfirmButton({
  words,
  about,
  confirm,
  run,
}: {
  words: string
  /** What it is about, for the ear. */
  about: string
  confirm: string
  run: () => void
}) {
  const isAsking = useSignal(false)
  const ask = (value: boolean) => () => {
    isAsking.value = value
  }
  if (!isAsking.value) {
    return (
      <button type="button" class="plain" onClick={ask(true)}>
        {words} …<span class="sr"> {about}</span>
      </button>
    )
  }
  return (
    <span class="row tight">
      <button type="button" class="danger" onClick={run}>
        {confirm}
        <span class="sr"> {about}</span>
      </button>
      <button type="button" onClick={ask(false)}>
        Keep
      </button>
    </span>
  )
}
