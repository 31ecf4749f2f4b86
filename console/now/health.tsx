import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

const everyMs = 15_000

/** Whether the worker can serve, storage included. */
export function Health() {
  const state = useSignal<'asking' | 'well' | 'ill'>('asking')
  useEffect(() => {
    const ask = () =>
      fetch(new URL('../health', document.baseURI)).then(
        ({ ok }) => {
          state.value = ok ? 'well' : 'ill'
        },
        () => {
          state.value = 'ill'
        }
      )
    void ask()
    const timer = setInterval(ask, everyMs)
    return () => clearInterval(timer)
  }, [])
  const words = { asking: 'asking …', well: 'All is well', ill: 'Storage does not answer' }
  const tones = { asking: '', well: 'good', ill: 'bad' }
  return (
    <span class={`badge ${tones[state.value]}`} role="status">
      {words[state.value]}
    </span>
  )
}
