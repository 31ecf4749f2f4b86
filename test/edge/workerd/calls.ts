import { createExecutionContext } from 'cloudflare:test'
import type { Env } from '../../../edge/env.ts'
import worker from '../../../edge/worker.ts'
import { bindings } from './site.ts'

/** Calls that a request made to objects, as `BINDING.method`. */
export interface Watched {
  answer: Response
  calls: string[]
}

/** What an object does instead of answering, by `BINDING.method`. */
export type Faults = Record<string, (call: number) => Error | undefined>

type Namespace = 'PROFILE' | 'IDENTITY' | 'SITE'

/** Serves a request with every call to an object watched, and some of them made to fail. */
export async function serveWatched(request: Request, faults: Faults = {}): Promise<Watched> {
  const calls: string[] = []
  const watch = (name: Namespace) =>
    ({
      getByName: (id: string) =>
        new Proxy(bindings[name].getByName(id), {
          get(stub, method) {
            const call = `${name}.${String(method)}`
            return (...args: unknown[]) => {
              calls.push(call)
              const fault = faults[call]?.(calls.length)
              if (fault) return Promise.reject(fault)
              return (Reflect.get(stub, method) as (...a: unknown[]) => unknown)(...args)
            }
          },
        }),
    }) as unknown as DurableObjectNamespace
  const env: Env = {
    ...bindings,
    ATTUNE_LOCAL: '1',
    PROFILE: watch('PROFILE'),
    IDENTITY: watch('IDENTITY'),
    SITE: watch('SITE'),
  }
  // What goes on behind the answer (counting, once a second) is not waited for.
  const answer = await worker.fetch(request, env, createExecutionContext())
  return { answer, calls }
}
