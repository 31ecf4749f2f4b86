import { readdirSync, readFileSync } from 'node:fs'

/** Resident memory of workerd below a process, in MiB. Linux only (/proc). */
export function residentMib(root: number): number {
  const parents = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry)
    const parent = Number.isInteger(pid) ? statusOf(pid, 'PPid') : undefined
    if (parent !== undefined) parents.set(pid, Number(parent))
  }
  const family = [root]
  for (const pid of family) {
    for (const [child, parent] of parents) if (parent === pid) family.push(child)
  }
  const servers = family.filter((pid) => statusOf(pid, 'Name') === 'workerd')
  const kib = servers.reduce((sum, pid) => sum + Number(statusOf(pid, 'VmRSS') ?? 0), 0)
  return Math.round(kib / 1_024)
}

/** A process may end between listing and reading: then there is nothing to count. */
function statusOf(pid: number, field: string): string | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return new RegExp(`^${field}:\\s+(\\w+)`, 'm').exec(status)?.[1]
  } catch {
    return undefined
  }
}
