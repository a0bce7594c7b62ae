import type { EventCatalogue, TransactionEndEvidence } from '#lib/events.ts'
import { amend, settle } from '../billing/cdr.ts'
import type { Rules } from '../context.ts'
import { lastingFlags, withFlags } from '../flags.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { sayCost } from '../live/cost.handler.ts'
import { awaitDeparture } from '../standing/standing.handler.ts'
import { measured, registerOf, wholeSession } from '../metering/meter.ts'
import { keepMeterValues, readingsBetween } from '../metering/meter-value.queries.ts'
import { costNow, resolvePrice } from '../billing/price.ts'
import { ratingFlags } from '../billing/rating-flags.ts'
import { changeSession, closePause } from '../session.queries.ts'
import { knownSession, touch } from '../session.ts'
import { judgeAgain, judgeSigned, keepSigned } from '../signed/signed.handler.ts'
import type { Flag, Trx } from '../tables.ts'
import { notBefore } from '../billing/timeline.ts'

type Ended = Omit<EventCatalogue['ocpp.transaction.ended'], 'inferredFrom'> & {
  inferredFrom?: TransactionEndEvidence | 'PERSON' | null
}

const ENDED_BY = {
  BOOT: 'CHARGER_RESTARTED',
  AVAILABLE: 'CONNECTOR_AVAILABLE',
  NEXT_START: 'NEXT_SESSION',
  PERSON: 'PERSON',
} as const

/**
 * The end of a transaction, or a later word on it. The first completes and bills the session. Another one that differs corrects the bill. A
 * conclusion that comes after the charger's own word, or after another conclusion, says nothing new.
 */
export async function endTransaction(trx: Trx, fact: Ended, rules: Rules): Promise<void> {
  const session = await knownSession(trx, fact.transactionId)
  const samples = measured(fact.samples)
  const meterStopWh = registerOf(fact.meterStopWh)
  const receivedAt = new Date(fact.receivedAt)
  const meterValues = await keepMeterValues(trx, [{ session, samples, receivedAt }])
  await changeSession(trx, session.id, { meter_values: meterValues(session) })
  const newlySigned = await keepSigned(trx, session, fact.samples, { receivedAt, ends: true })
  const startedAt = session.started_at ?? new Date(fact.endedAt)
  const endedAt = notBefore(new Date(fact.endedAt), startedAt)
  const again = session.status === 'COMPLETED'
  if (again && fact.inferredFrom) return
  const ended_by = fact.inferredFrom ? ENDED_BY[fact.inferredFrom] : 'CHARGER'
  if (again && endedAt.getTime() === session.ended_at?.getTime() && meterStopWh === session.meter_stop_wh) {
    if (session.ended_by !== ended_by) await touch(trx, await changeSession(trx, session.id, { ended_by, end_reason: fact.reason }))
    return newlySigned ? judgeAgain(trx, session, rules) : undefined
  }

  await closePause(trx, session.id, endedAt)
  const between = await readingsBetween(trx, [{ id: session.id, from: startedAt, to: endedAt }])
  const kept = (between.get(session.id) ?? []).map(({ register_wh }) => register_wh)
  // If not all samples were kept, the live view's last register is a reading too.
  const last = session.meter_values >= CHARGING_LIMITS.meterValues ? session.register_wh : null
  const readings = last === null ? kept : [...kept, last]
  const { energyWh: measuredWh, state, flags } = wholeSession(session.meter_start_wh, readings, meterStopWh)
  // People have agreed on an energy, and have not seen these readings.
  const corrected = session.correction_id !== null
  const energyWh = corrected ? session.energy_wh : measuredWh
  const early: Flag[] = Date.parse(fact.endedAt) < startedAt.getTime() ? ['END_BEFORE_START'] : []
  // With an end in the future a session would have any time it likes to deliver its energy in.
  const late: Flag[] = endedAt.getTime() - Date.parse(fact.receivedAt) > rules.clockAheadMs ? ['END_IN_FUTURE'] : []
  const endHeardAt = session.end_heard_at ?? new Date(fact.receivedAt)
  const whole = { ...session, started_at: startedAt, ended_at: endedAt, end_heard_at: endHeardAt, energy_wh: energyWh }
  const signed = await judgeSigned(trx, { ...whole, meter_start_wh: state.startWh, meter_stop_wh: meterStopWh })
  const doubts = withFlags(flags, [
    ...early,
    ...late,
    ...(corrected ? (['AFTER_CORRECTION'] as const) : []),
    ...(await ratingFlags(trx, whole)),
    ...(signed?.problems ?? []),
  ])
  const soc = samples.findLast((sample) => sample.socPercent !== undefined)?.socPercent
  const ended = await changeSession(trx, session.id, {
    status: 'COMPLETED',
    ended_at: endedAt,
    end_heard_at: endHeardAt,
    end_reason: fact.reason,
    ended_by,
    meter_stop_wh: meterStopWh,
    register_wh: state.registerWh,
    high_register_wh: state.highWh,
    energy_wh: energyWh,
    power_w: null,
    ...(session.parked_until !== null && session.parked_until <= endedAt && { parked_until: null }),
    ...(soc !== undefined && { soc_percent: soc }),
    flags: withFlags(lastingFlags(session.flags), doubts),
    signed_meter: signed === null ? null : JSON.stringify(signed),
    // Whoever released it has not seen these readings.
    ...(doubts.length > 0 && { released_at: null }),
  })
  const priced = await changeSession(trx, session.id, { ...(await resolvePrice(trx, ended, rules)), displaced: ended.displaced })
  const reckoned = await changeSession(trx, session.id, await costNow(trx, priced, endedAt, rules))
  // What was concluded or queued is of another time: nobody has seen the vehicle stand there since.
  const mayStand = !again && ended_by === 'CHARGER' && !fact.offline && fact.reason !== 'EVDisconnected'
  const billed = mayStand ? await awaitDeparture(trx, reckoned, rules) : reckoned
  await touch(trx, billed)
  await sayCost(trx, priced, billed)
  if (again) await amend(trx, billed, rules)
  else await settle(trx, billed, rules)
}
