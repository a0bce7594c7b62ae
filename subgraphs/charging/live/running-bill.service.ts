import { requireUserOrScope } from '#lib/access.ts'
import type { CostLine } from '#lib/tariff/cost.ts'
import type { Context } from '../context.ts'
import type { Session } from '../tables.ts'
import { parkingOf, type Parking } from '../billing/parking.ts'
import { costUntil } from '../billing/price.ts'

/** The lines of a session's cost, and how its vehicle parks. */
export interface RunningBill {
  lines: CostLine[]
  currency: string
  parking: Parking | null
}

/** Several fields show parts of one bill. */
const read = new WeakMap<Session, Promise<RunningBill | null>>()

/**
 * What a session that the caller sees is billed for, up to the moment of its running cost and by the function that counted it. Once there
 * is a record, its lines. Null while the price is open.
 */
export function runningBillOf(ctx: Context, session: Session): Promise<RunningBill | null> {
  requireUserOrScope(ctx.caller, 'sessions:read')
  const bill = read.get(session) ?? readBill(ctx, session)
  read.set(session, bill)
  return bill
}

/**
 * How the vehicle of a session that the caller sees parks, also after the end; null while it charges. Nothing is read for those that charge.
 */
export async function parkingNow(ctx: Context, session: Session): Promise<Parking | null> {
  requireUserOrScope(ctx.caller, 'sessions:read')
  const mayPark = session.status === 'SUSPENDED' || session.parking_counted_at !== null
  return mayPark ? ((await runningBillOf(ctx, session))?.parking ?? null) : null
}

async function readBill({ db, config, loaders }: Context, session: Session): Promise<RunningBill | null> {
  const record = session.settled_at === null ? null : await loaders.cdrOfSession.load(session.id)
  if (record) return { lines: record.lines, currency: record.currency, parking: null }
  const until = session.cost_until ?? session.ended_at ?? session.last_sample_at ?? session.started_at
  const costs = until && (await costUntil(db, session, until, config))
  if (!costs) return null
  const { lines, currency } = costs.cost
  return { lines, currency, parking: parkingOf(session, costs.pauses, costs.terms) }
}
