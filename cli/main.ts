import { program } from './program.ts'

// `attune … | head`: whoever reads no more wants no more.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  throw error
})

await program.parseAsync()
