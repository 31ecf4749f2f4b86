import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpus, loadavg } from 'node:os'

/*
 * All benches one after the other, because two at a time would measure each other. Each also runs on its
 * own: `node bench/engine.ts`. A bench that misses a budget does not keep the next from running.
 */

const benches = ['engine', 'conditions', 'edge', 'history', 'page', 'timers', 'plot']
const missed: string[] = []
for (const [n, name] of benches.entries()) {
  const load = loadavg()[0]?.toFixed(1)
  console.log(`\n[${n + 1}/${benches.length}] ${name}  (load ${load} on ${cpus().length} cores)\n`)
  const child = spawn(process.execPath, [`bench/${name}.ts`], { stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  if (code !== 0) missed.push(name)
}
console.log(
  missed.length ? `\nFailed or over budget: ${missed.join(', ')}` : '\nAll within budget.'
)
if (missed.length) process.exitCode = 1
