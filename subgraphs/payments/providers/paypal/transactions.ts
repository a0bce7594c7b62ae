import { z } from 'zod'
import { Refused, Unknown, type Movement, type Sought } from '../provider.ts'
import { PAYPAL_LIMITS } from './limits.ts'
import { amount } from './money.ts'
import { operationIn } from './order.ts'
import { part, type Wire } from './wire.ts'

/** Transaction Search v1: PayPal's own books. https://developer.paypal.com/api/transaction-search/v1 */
const date = z.string().transform((text) => Date.parse(text))
const transaction = z.object({
  transaction_info: z.object({
    transaction_id: z.string(),
    transaction_event_code: z.string(),
    transaction_status: z.string(),
    transaction_initiation_date: date,
    transaction_amount: amount,
    fee_amount: amount.optional(),
    paypal_reference_id: z.string().optional(),
    paypal_reference_id_type: z.string().optional(),
    custom_field: z.string().optional(),
    invoice_id: z.string().optional(),
  }),
})
const answer = z.object({
  transaction_details: z.array(transaction.transform((each) => each.transaction_info)).default([]),
  total_pages: z.number().default(1),
  last_refreshed_datetime: date.optional(),
})
export type Transaction = z.output<typeof transaction>['transaction_info']

/** How PayPal calls what moved. https://developer.paypal.com/reports/reference/t-codes */
const KINDS: readonly [code: RegExp, kind: Movement['kind']][] = [
  [/^T0001/, 'PAY_OUT'],
  [/^T00/, 'PAYMENT'],
  [/^T01/, 'FEE'],
  [/^T0[34]/, 'BANKED'],
  [/^T1107/, 'REFUND'],
  [/^T1(106|110|201)/, 'DISPUTE'],
  [/^T1(111|202)/, 'DISPUTE_WON'],
  [/^T111[45]/, 'PAY_OUT_RETURNED'],
]
const kindOf = (code: string) => KINDS.find(([pattern]) => pattern.test(code))?.[1] ?? 'OTHER'

/** Where to go on: a window of time, a page of it, what was given already of its first second and of its last, and what was still pending. */
const place = z.object({
  from: z.number(),
  end: z.number().nullable(),
  page: z.number(),
  seen: z.array(z.string()),
  last: z.array(z.string()),
  pending: z.array(z.object({ id: z.string(), at: z.number() })),
})

interface Names {
  paymentOfCapture: (captureId: string) => Promise<string>
  paymentOfAuthorization: (authorizationId: string) => Promise<string>
  disputeOfCapture: (captureId: string) => Promise<string | null>
}

export function createTransactions(wire: Wire, now: () => number, names: Names) {
  const search = (from: number, end: number, more: Record<string, string>) => {
    const seconds = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`
    const asked = new URLSearchParams({
      start_date: seconds(from),
      end_date: seconds(end),
      fields: 'transaction_info',
      page_size: String(PAYPAL_LIMITS.searchPage),
      ...more,
    })
    return wire.send({ method: 'GET', path: `/v1/reporting/transactions?${asked}` }, answer)
  }

  const aboutOf = async (kind: Movement['kind'], given: Transaction): Promise<string | null> => {
    const { transaction_id: id, paypal_reference_id: about, paypal_reference_id_type: type } = given
    if (kind === 'PAYMENT') return type === 'ODR' && about !== undefined ? about : ofOrder(names.paymentOfCapture(id))
    if (kind === 'REFUND') return id
    if (kind === 'DISPUTE' || kind === 'DISPUTE_WON') return about === undefined ? null : ofOrder(names.disputeOfCapture(about))
    return null
  }
  const movementOf = async (given: Transaction): Promise<Movement> => {
    const kind = kindOf(given.transaction_event_code)
    return {
      externalId: given.transaction_id,
      kind,
      aboutId: await aboutOf(kind, given),
      operationId: operationIn(given.custom_field),
      amount: given.transaction_amount,
      feeMinor: -(given.fee_amount?.amountMinor ?? 0) || 0,
      at: new Date(given.transaction_initiation_date),
    }
  }
  /** What was pending when it was first seen, and has come since. It stands in the list by its first day. */
  const settled = async (pending: z.output<typeof place>['pending']) => {
    const [come, still]: [Transaction[], typeof pending] = [[], []]
    for (const each of pending) {
      const { transaction_details: found } = await search(each.at - DAY, each.at + DAY, { transaction_id: part(each.id) })
      const state = found.find(({ transaction_id: id }) => id === each.id)
      if (state?.transaction_status === 'S') come.push(state)
      else if (state === undefined || state.transaction_status === 'P') still.push(each)
    }
    return { come, still }
  }

  return {
    since: async (cursor: string | null): Promise<{ movements: Movement[]; cursor: string; more: boolean }> => {
      const at =
        cursor === null
          ? { from: second(now() - PAYPAL_LIMITS.searchPastMs), end: null, page: 1, seen: [], last: [], pending: [] }
          : place.parse(JSON.parse(cursor))
      const { come, still } = at.page === 1 ? await settled(at.pending) : { come: [], still: at.pending }
      let end = at.end ?? second(Math.min(at.from + PAYPAL_LIMITS.searchWindowMs, now()))
      let found = await search(at.from, end, { page: String(at.page) })
      // Later than this the list may have gaps.
      const known = second(found.last_refreshed_datetime ?? now() - PAYPAL_LIMITS.searchLagMs)
      if (at.end === null && known < end) {
        end = Math.max(known, at.from)
        found = await search(at.from, end, { page: String(at.page) })
      }
      const fresh = found.transaction_details.filter(({ transaction_id: id }) => !at.seen.includes(id))
      const done = fresh.filter(({ transaction_status: status }) => status === 'S')
      const movements: Movement[] = []
      for (const each of [...come, ...done.toSorted((a, b) => a.transaction_initiation_date - b.transaction_initiation_date)])
        movements.push(await movementOf(each))
      const pending = [...still, ...fresh.filter((each) => each.transaction_status === 'P').map(waiting)]
      const last = [...at.last, ...fresh.filter((each) => each.transaction_initiation_date >= end).map(idOf)]
      const next =
        at.page < found.total_pages
          ? { ...at, end, page: at.page + 1, last, pending }
          : { from: end, end: null, page: 1, seen: end === at.from ? [...at.seen, ...last] : last, last: [], pending }
      const more = next.page > 1 || end < Math.min(known, second(now()))
      return { movements, cursor: JSON.stringify(next), more }
    },

    /**
     * The payment that an operation has made. Throws `Unknown` while it may still appear: its payer may have approved an order until that was gone,
     * and the search is late.
     */
    paymentOf: async ({ operationId, since }: Pick<Sought, 'operationId' | 'since'>): Promise<string | null> => {
      const found = await one(operationId, since)
      if (found === null) return null
      const { transaction_event_code: code, transaction_id: id, paypal_reference_id: about, paypal_reference_id_type: type } = found
      if (type === 'ODR' && about !== undefined) return about
      return code.startsWith('T13') ? names.paymentOfAuthorization(id) : names.paymentOfCapture(id)
    },
    one: (sought: Pick<Sought, 'operationId' | 'since'>) => one(sought.operationId, sought.since),
  }

  async function one(operationId: string, since: Date): Promise<Transaction | null> {
    const from = since.getTime() - PAYPAL_LIMITS.clocksMs
    const end = Math.min(from + PAYPAL_LIMITS.searchWindowMs, now() + PAYPAL_LIMITS.clocksMs)
    for (let page = 1; ; page++) {
      const found = await search(from, end, { page: String(page), balance_affecting_records_only: 'N' })
      const own = found.transaction_details.find(
        (each) => operationIn(each.custom_field) === operationId || each.invoice_id === operationId,
      )
      if (own !== undefined) return own
      if (page >= found.total_pages) break
    }
    const certain = since.getTime() + PAYPAL_LIMITS.orderMs + PAYPAL_LIMITS.searchLagMs + PAYPAL_LIMITS.clocksMs
    if (now() < certain) throw new Unknown("PayPal's list may not show it yet.")
    return null
  }
}

const DAY = 24 * 3_600_000
/** Null where PayPal has no such capture: somebody may send money to an account by no order at all, and the list goes on after it. */
const ofOrder = (named: Promise<string | null>): Promise<string | null> =>
  named.catch((error: unknown) => {
    if (error instanceof Refused) return null
    throw error
  })
/** PayPal's list knows whole seconds. */
const second = (ms: number): number => Math.floor(ms / 1000) * 1000
const idOf = (given: Transaction): string => given.transaction_id
const waiting = (given: Transaction) => ({ id: given.transaction_id, at: given.transaction_initiation_date })
