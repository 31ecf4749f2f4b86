import { useSignal } from '@preact/signals'
import { admin } from '../admin/site.ts'

/** Everything that is kept, as a file: for a request of access. */
export function Export({ id }: { id: string }) {
  const failed = useSignal(false)
  const save = async () => {
    try {
      const url = URL.createObjectURL(new Blob([await admin.exported(id)]))
      const anchor = document.createElement('a')
      anchor.href = url
      anchor.download = 'profile.ndjson'
      anchor.click()
      URL.revokeObjectURL(url)
    } catch {
      failed.value = true
    }
  }
  return (
    <button type="button" onClick={save}>
      {failed.value ? 'Nothing to export' : 'Export'}
    </button>
  )
}
