import { isSelfOr, requireGateway } from '#lib/access.ts'
import { badInput } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { isIdPart, isMomentPart, isTextPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { networkOf } from '../client/addresses.ts'
import type { Context } from '../context.ts'
import { PARTNERS_LIMITS } from '../limits.ts'
import type { Call, Client, Usage } from '../tables.ts'
import { bucketOf, NOTHING } from './histogram.ts'
import {
  addUsage,
  clientsAmong,
  errorsOf,
  insertCalls,
  listCalls,
  listUsage,
  noteReport,
  usageOfDays,
  usageOfOperations,
  type CallFilter,
  type Counted,
  type Period,
} from './usage.queries.ts'

/** A call as the gateway reports it. */
export interface ReportedCall {
  clientId: string
  at: Date
  operation: string
  code?: string | null | undefined
  ms: number
  address?: string | null | undefined
  requestId?: string | null | undefined
}

/**
 * Counts calls of clients, for the gateway alone. Reports of one process of the gateway are numbered upwards; one that comes again, or late,
 * is not counted. Returns whether it was.
 */
export function recordUsage(
  { db, caller }: Context,
  { gatewayId, sequence, calls }: { gatewayId: string; sequence: number; calls: readonly ReportedCall[] },
): Promise<boolean> {
  requireGateway(caller)
  return db.transaction().execute(async (trx) => {
    if (!(await noteReport(trx, gatewayId, sequence))) return false
    const known = await clientsAmong(trx, [...new Set(calls.map(({ clientId }) => clientId))])
    const rows = calls.filter(({ clientId }) => known.has(clientId)).map(rowOf)
    if (rows.length === 0) return true
    await addUsage(trx, usageOf(rows))
    await insertCalls(trx, rows)
    return true
  })
}

/** What was counted of a client by day and operation, the newest day first; nothing for others than its partner and admins. */
export function usageIn({ db, caller }: Context, client: Client, period: Partial<Period>, args: PageArgs): Promise<Page<Counted>> {
  const may = isSelfOr(caller, client.partner_id, 'ADMIN')
  const days = periodOf(period)
  return keysetPage({
    args,
    fetch: (page) => (may ? listUsage(db, client.id, days, page) : Promise.resolve([])),
    key: ({ day, operation }) => [day, operation],
    parts: [isTextPart, isTextPart],
  })
}

/** The same of each day with calls, the oldest first. */
export async function usageByDay({ db, caller }: Context, client: Client, period: Partial<Period>): Promise<Counted[]> {
  if (!isSelfOr(caller, client.partner_id, 'ADMIN')) return []
  const days = new Map<string, Counted>()
  for (const { day, code, calls, buckets } of await usageOfDays(db, client.id, periodOf(period))) {
    const sum = days.get(day) ?? { day, operation: '', calls: 0, errors: 0, buckets: [...NOTHING] }
    days.set(day, {
      ...sum,
      calls: sum.calls + calls,
      errors: sum.errors + (code === '' ? 0 : calls),
      buckets: sum.buckets.map((count, i) => count + (buckets[i] ?? 0)),
    })
  }
  return [...days.values()]
}

/** What was counted of each operation in a period, the most called first; nothing for others than its partner and admins. */
export function usageByOperation(
  { db, caller }: Context,
  client: Client,
  period: Partial<Period>,
): ReturnType<typeof usageOfOperations> {
  return isSelfOr(caller, client.partner_id, 'ADMIN') ? usageOfOperations(db, client.id, periodOf(period)) : Promise.resolve([])
}

/** How often each error came, the most frequent first. */
export function errorsIn({ db, caller }: Context, client: Client, period: Partial<Period>): ReturnType<typeof errorsOf> {
  return isSelfOr(caller, client.partner_id, 'ADMIN') ? errorsOf(db, client.id, periodOf(period)) : Promise.resolve([])
}

/** Calls of a client, the newest first; none for others than its partner and admins. */
export function callsIn({ db, caller }: Context, client: Client, filter: CallFilter, args: PageArgs): Promise<Page<Call>> {
  const may = isSelfOr(caller, client.partner_id, 'ADMIN')
  return keysetPage({
    args,
    fetch: (page) => (may ? listCalls(db, client.id, filter, page) : Promise.resolve([])),
    key: ({ at, id }) => [at.toISOString(), id],
    parts: [isMomentPart, isIdPart],
  })
}

const rowOf = ({ clientId, at, operation, code, ms, address, requestId }: ReportedCall): Call => ({
  id: newId(),
  client_id: clientId,
  at,
  operation,
  code: code ?? '',
  ms,
  address_block: address == null ? null : networkOf(address),
  request_id: requestId ?? null,
})

/** Calls counted by client, day, operation and outcome, in one order. */
function usageOf(calls: readonly Call[]): Usage[] {
  const rows = new Map<string, Usage>()
  for (const { client_id, at, operation, code, ms } of calls) {
    const day = dayOf(at)
    const key = JSON.stringify([client_id, day, operation, code])
    const { calls: before, buckets } = rows.get(key) ?? { calls: 0, buckets: NOTHING }
    rows.set(key, {
      client_id,
      day,
      operation,
      code,
      calls: before + 1,
      buckets: buckets.with(bucketOf(ms), (buckets[bucketOf(ms)] ?? 0) + 1),
    })
  }
  return [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

/** The days that were asked for: the last 30 by default. */
function periodOf({ from, to }: Partial<Period>): Period {
  const last = to ?? dayOf(new Date())
  const { usageDays } = PARTNERS_LIMITS
  const first = from ?? dayOf(new Date(Date.parse(last) - 29 * DAY_MS))
  const days = (Date.parse(last) - Date.parse(first)) / DAY_MS
  if (days < 0) throw badInput(['to'], 'The last day is not before the first.')
  if (days >= usageDays) throw badInput(['from'], `A period has at most ${usageDays} days.`)
  return { from: first, to: last }
}

const DAY_MS = 86_400_000
