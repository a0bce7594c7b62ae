import { exactAddress } from '#lib/client-address.ts'
import { requestId } from '#lib/log.ts'
import type { Observed } from '../observing/observing.ts'
import type { Usage } from './usage.ts'

/** Notes what keys call. What people call is nobody's to count. */
export const noteCalls =
  (usage: Usage, proxies: number) =>
  ({ observation, principal, req }: Observed): void => {
    if (principal?.caller.kind !== 'client' || !observation) return
    const { operation, code = null, startedAt } = observation
    const ms = performance.now() - startedAt
    usage.note({
      clientId: principal.caller.clientId,
      at: new Date(Date.now() - ms).toISOString(),
      operation: operation?.name ?? '-',
      code,
      ms: Math.round(ms),
      address: (req && exactAddress(req, proxies)) ?? null,
      requestId: requestId() ?? null,
    })
  }
