import type { SourcesAnswer } from '../../shared/api/admin-api.ts'
import type { Problem } from '../../shared/condition/condition.ts'
import type { Json } from '../../shared/event/json.ts'
import { request } from './request.ts'
import { at } from './site.ts'

/** A webhook delivery whose mapping failed; its content only when it is asked for by itself. */
export interface FailedDelivery {
  id: string
  source: string
  at: number
  lastAt: number
  times: number
  problem: Problem
  delivery?: { body: Json }
}

const delivery = (id: string) => at(`deliveries/${encodeURIComponent(id)}`)

/** Questions about what comes in from elsewhere. */
export const data = {
  sources: () => request<SourcesAnswer>(at('sources')),
  setSecret: (source: string, secret: string, keepsPrevious: boolean) =>
    request<Json>(at(`sources/${encodeURIComponent(source)}/secret`), {
      method: 'PUT',
      body: { secret, keepsPrevious },
    }),
  deliveries: () => request<{ deliveries: FailedDelivery[] }>(at('deliveries')),
  delivery: (id: string) => request<FailedDelivery>(delivery(id)),
  replay: (id: string) => request<Json>(`${delivery(id)}/replay`, { method: 'POST', body: {} }),
  discard: (id: string) => request<Json>(delivery(id), { method: 'DELETE' }),
}
