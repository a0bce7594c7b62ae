import type { Notice } from '#db/handling.ts'
import type { EventEnvelope } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { withRequestId } from '#lib/log.ts'
import { within } from '#lib/tracing/trace.ts'
import { costColumns, costsUntil } from '../billing/price.ts'
import type { Rules } from '../context.ts'
import { sayCost } from '../live/cost.handler.ts'
import { heedLimits } from './limit.handler.ts'
import { followed } from '../metering/live-view.ts'
import { measured } from '../metering/meter.ts'
import { keepMeterValues } from '../metering/meter-value.queries.ts'
import { lockByTransactions, saveMetered } from '../session.queries.ts'
import { changed, unheardOf } from '../session.ts'
import { judgeAgain, keepSigned } from '../signed/signed.handler.ts'
import type { Session, Trx } from '../tables.ts'

type Metered = EventEnvelope<'ocpp.transaction.metered'>

/**
 * Samples of transactions, of each once. The statements are the same for one and for many, and a session's row is written once: this runs
 * for every sample of every charger. The next sample says what live views may miss of this one.
 */
export async function meterTransactions(trx: Trx, events: readonly Metered[], rules: Rules): Promise<Notice[]> {
  const found = await heard(trx, events)
  const meterValues = await keepMeterValues(trx, found)
  const told = found.map((one) => {
    // After the end, samples are kept and change nothing, but what is signed may be what the bill waits for.
    const live = one.session.status === 'COMPLETED' ? null : followed(one.session, one.samples)
    return { ...one, live, running: { ...one.session, meter_values: meterValues(one.session), ...live } }
  })
  const costs = await costsUntil(
    trx,
    told.flatMap(({ live, running }) =>
      live && running.last_sample_at ? [{ session: running, until: running.last_sample_at }] : [],
    ),
    rules,
  )
  const metered = told.map(({ running, ...one }) => ({
    ...one,
    written: { ...running, ...costColumns(running, running.last_sample_at, costs.get(running.id)) },
  }))
  await saveMetered(
    trx,
    metered.map(({ written }) => written),
  )
  for (const one of metered)
    await withRequestId(one.event.requestId ?? newId(), () => within(one.event.traceparent, () => tell(trx, one, rules)))
  await heedLimits(
    trx,
    metered.flatMap(({ live, written }) => (live ? [written] : [])),
    rules,
  )
  // Nobody watches what a charger tells of the hours it was offline.
  return metered.flatMap(({ event, live, written }) =>
    live && !event.data.offline ? [{ ...changed(written), ...caused(event) }] : [],
  )
}

const caused = ({ traceparent }: Metered) => traceparent !== undefined && { traceparent }

/** The sessions of these events, locked, with what was measured of them. */
async function heard(trx: Trx, events: readonly Metered[]) {
  const sessions = await lockByTransactions(
    trx,
    events.map(({ data }) => data.transactionId),
  )
  const byTransaction = new Map(sessions.map((session) => [session.transaction_id, session]))
  return events.map((event) => {
    const { transactionId, samples, receivedAt } = event.data
    const session = byTransaction.get(transactionId)
    if (!session) throw unheardOf(transactionId)
    return { event, session, samples: measured(samples), receivedAt: new Date(receivedAt) }
  })
}

/** What few samples cause beside. */
async function tell(
  trx: Trx,
  {
    event,
    session,
    live,
    written,
    receivedAt,
  }: { event: Metered; session: Session; live: object | null; written: Session; receivedAt: Date },
  rules: Rules,
): Promise<void> {
  const newlySigned = await keepSigned(trx, session, event.data.samples, { receivedAt, ends: false })
  if (session.status === 'COMPLETED' && newlySigned) await judgeAgain(trx, written, rules)
  if (live && !event.data.offline) await sayCost(trx, session, written)
}
