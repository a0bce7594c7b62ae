import { emit } from '#db/outbox.ts'
import type { EventCatalogue, RecordBill } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { isOfSandbox } from '#lib/partners/sandbox.ts'
import { currentCdrs, insertCdr, lastRevision } from './cdr.queries.ts'
import type { Rules } from '../context.ts'
import { billedUntil, costUntil, NO_ZONE } from './price.ts'
import { payable } from '#lib/tariff/cost.ts'
import { changeSession } from '../session.queries.ts'
import { findStation, partnerOf } from '../projection.queries.ts'
import type { Cdr, Session, Trx } from '../tables.ts'
import { billableTime, periodsOf } from './timeline.ts'

/**
 * Says that a session is complete and bills it, once, unless its flags hold the bill for a person. If its price is still open, the session
 * waits for that; if its vehicle may stand there, for that to be gone. The caller has locked the row.
 */
export async function settle(trx: Trx, session: Session, rules: Rules): Promise<Session> {
  if (session.status !== 'COMPLETED' || session.settled_at !== null || !session.priced) return session
  if (session.record_waits_since !== null) return session
  if (session.started_at === null || session.ended_at === null || session.connector_id === null) return session
  await emitCompleted(trx, session)
  if (!session.held) await issue(trx, session, 1, rules)
  return changeSession(trx, session.id, { settled_at: new Date() })
}

/**
 * Called when a settled session has changed, by the charger's correction or by a person who released it. Takes back the bill that holds,
 * and bills anew unless flags hold it. Says again, whole, that the session is complete, so that its reward follows.
 */
export async function amend(trx: Trx, session: Session, rules: Rules): Promise<void> {
  if (session.settled_at === null) return settle(trx, session, rules).then(() => undefined)
  const [standing] = await currentCdrs(trx, [session.id])
  if (standing) await takeBack(trx, standing, session)
  await emitCompleted(trx, session)
  if (session.held) return
  await issue(trx, session, (await lastRevision(trx, session.id)) + 1, rules)
}

/** A session in the sandbox is none for the other boxes: it earns nothing and proves nothing. */
async function emitCompleted(trx: Trx, session: Session): Promise<void> {
  const station = await findStation(trx, session.station_id)
  if (station && isOfSandbox(station.operator_id)) return
  await emit(trx, 'charging.session.completed', session.id, completed(session, await partnerOf(trx, session.user_id)))
}

/** A session that has ended, as the other boxes know it. To them a partner's customer is nobody: without an account nothing is earned. */
export function completed(session: Session, partnerId: string | null): EventCatalogue['charging.session.completed'] {
  const { started_at: startedAt, ended_at: endedAt, connector_id: connectorId } = session
  if (startedAt === null || endedAt === null || connectorId === null) throw new Error(`Session ${session.id} has no end.`)
  return {
    sessionId: session.id,
    userId: partnerId === null ? session.user_id : null,
    stationId: session.station_id,
    ...(session.operator_id !== null && { operatorId: session.operator_id }),
    connectorId,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    energyWh: session.energy_wh,
    held: session.held,
  }
}

async function issue(trx: Trx, session: Session, revision: number, rules: Rules): Promise<void> {
  const { started_at, connector_id } = session
  const ended_at = billedUntil(session)
  if (started_at === null || ended_at === null || connector_id === null) throw new Error(`Session ${session.id} has no end.`)
  const costs = await costUntil(trx, session, ended_at, rules)
  if (!costs) throw new Error(`Session ${session.id} has no price.`)
  const { cost, pauses, terms } = costs
  const grace = terms?.graceSeconds ?? rules.parkingGraceSeconds
  const time = billableTime({ startedAt: started_at, until: ended_at, graceSeconds: grace }, pauses)
  const station = await findStation(trx, session.station_id)
  const cdr = await insertCdr(trx, {
    id: newId(),
    session_id: session.id,
    revision,
    credit_of: null,
    user_id: session.user_id,
    partner_id: await partnerOf(trx, session.user_id),
    station_id: session.station_id,
    operator_id: session.operator_id ?? station?.operator_id ?? null,
    connector_id,
    id_token: session.id_token,
    started_at,
    ended_at,
    total_energy_wh: session.energy_wh,
    total_time_s: time.totalSeconds,
    total_parking_time_s: time.parkingSeconds,
    currency: cost.currency,
    excl_vat_minor: cost.exclVatMinor,
    incl_vat_minor: cost.inclVatMinor,
    lines: JSON.stringify(cost.lines),
    periods: JSON.stringify(periodsOf(started_at, ended_at, pauses)),
    tariff_id: session.tariff_id,
    tariff_version: session.tariff_version,
    tariff: terms === null ? null : JSON.stringify(terms.tariff),
    address: station?.address ? JSON.stringify(station.address) : null,
  })
  await emitIssued(trx, cdr, session)
}

/** OCPI's credit CDR: the same record with negative amounts. */
async function takeBack(trx: Trx, wrong: Cdr, session: Session): Promise<void> {
  const lines = wrong.lines.map((line) => ({
    ...line,
    exclVatMinor: negative(line.exclVatMinor),
    inclVatMinor: negative(line.inclVatMinor),
  }))
  const { issued_at: _issued, ...same } = wrong
  const cdr = await insertCdr(trx, {
    ...same,
    id: newId(),
    credit_of: wrong.id,
    excl_vat_minor: negative(wrong.excl_vat_minor),
    incl_vat_minor: negative(wrong.incl_vat_minor),
    lines: JSON.stringify(lines),
    periods: JSON.stringify(wrong.periods),
    tariff: wrong.tariff === null ? null : JSON.stringify(wrong.tariff),
    address: wrong.address === null ? null : JSON.stringify(wrong.address),
  })
  await emitIssued(trx, cdr, session)
}

/** There is no -0 on a bill. */
const negative = <N extends number | null>(amount: N): N => (amount ? -amount : amount) as N

const emitIssued = (trx: Trx, cdr: Cdr, { time_zone }: Session) =>
  emit(trx, 'charging.cdr.issued', cdr.session_id, issued(cdr, time_zone))

/** A charge detail record, as the other boxes know it. One of the sandbox has no bill: nobody pays it. */
export const issued = (cdr: Cdr, timeZone: string | null): EventCatalogue['charging.cdr.issued'] => ({
  cdrId: cdr.id,
  sessionId: cdr.session_id,
  userId: cdr.partner_id === null ? cdr.user_id : null,
  stationId: cdr.station_id,
  energyWh: cdr.total_energy_wh,
  amountMinor: payable({ exclVatMinor: cdr.excl_vat_minor, inclVatMinor: cdr.incl_vat_minor }),
  currency: cdr.currency,
  creditOf: cdr.credit_of,
  ...((cdr.operator_id === null || !isOfSandbox(cdr.operator_id)) && { bill: billOf(cdr, timeZone) }),
})

const billOf = (cdr: Cdr, timeZone: string | null): RecordBill => ({
  operatorId: cdr.operator_id,
  partnerId: cdr.partner_id,
  connectorId: cdr.connector_id,
  ...(cdr.address && { address: cdr.address }),
  startedAt: cdr.started_at.toISOString(),
  endedAt: cdr.ended_at.toISOString(),
  timeZone: timeZone ?? NO_ZONE,
  exclVatMinor: cdr.excl_vat_minor,
  inclVatMinor: cdr.incl_vat_minor,
  lines: cdr.lines,
})
