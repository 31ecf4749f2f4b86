#!/usr/bin/env node
// Plain JavaScript on purpose: any Node 20 can start it, and it finds the Node that runs the rest.
import { spawn } from 'node:child_process'
import module, { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const runsTypeScript = Number(process.versions.node.split('.')[0]) >= 24

if (runsTypeScript) {
  // The second run of a command starts in half the time: what was compiled is kept.
  module.enableCompileCache()
  await import('./main.ts')
} else startAgain(installedNode())

/** The Node 24 that `npm ci` brings on Linux. */
function installedNode() {
  const name = `node-${process.platform}-${process.arch}`
  try {
    return createRequire(import.meta.url).resolve(`${name}/bin/node`)
  } catch {
    console.error(
      `attune needs Node 24 or newer; this is ${process.version}. On Linux \`npm ci\` brings it; elsewhere put it on the PATH.`
    )
    return process.exit(1)
  }
}

/** Runs the same command with another Node and ends as it ends. */
function startAgain(node) {
  const self = fileURLToPath(import.meta.url)
  const child = spawn(node, [self, ...process.argv.slice(2)], { stdio: 'inherit' })
  // Ctrl+C reaches both: the child says how to end.
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => signal === 'SIGTERM' && child.kill(signal))
  }
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143)
  })
}
