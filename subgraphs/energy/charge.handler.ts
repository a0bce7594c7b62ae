import type { EventCatalogue, EventEnvelope } from '#lib/events.ts'
import { changeCharge, endOthers, forgetAsk, insertCharge, noteAnswer, saveGoal } from './charge.queries.ts'
import { noteDefaultAnswer } from './site.queries.ts'
import type { Trx } from './tables.ts'

/** A car has begun to charge. */
export async function beginCharge(trx: Trx, fact: EventCatalogue['ocpp.transaction.started']): Promise<void> {
  const row = {
    transaction_id: fact.transactionId,
    station_id: fact.stationId,
    evse_number: fact.evseNumber,
    connector_number: fact.connectorNumber,
    session_id: fact.sessionId,
    started_at: new Date(fact.startedAt),
    meter_start_wh: fact.meterStartWh,
    register_wh: fact.meterStartWh,
  }
  await insertCharge(trx, row)
  await endOthers(trx, row)
}

/** A car takes nothing, or takes some again. That we hold it back ourselves is no suspension. */
export async function suspendCharge(trx: Trx, { transactionId, by }: EventCatalogue['ocpp.transaction.suspended']): Promise<void> {
  if (by === 'EV') await changeCharge(trx, transactionId, { suspended: true, power_w: 0 })
}

export async function resumeCharge(trx: Trx, { transactionId }: EventCatalogue['ocpp.transaction.resumed']): Promise<void> {
  await changeCharge(trx, transactionId, { suspended: false })
}

export async function endCharge(trx: Trx, { transactionId, endedAt }: EventCatalogue['ocpp.transaction.ended']): Promise<void> {
  await changeCharge(trx, transactionId, { ended_at: new Date(endedAt) })
}

/** What a driver wants. It may be heard before the car is. */
export const aimCharge = (
  trx: Trx,
  { transactionId, sessionId, energyWh, readyBy }: EventCatalogue['charging.target.changed'],
): Promise<void> =>
  saveGoal(trx, {
    transaction_id: transactionId,
    session_id: sessionId,
    energy_wh: energyWh,
    ready_by: readyBy === null ? null : new Date(readyBy),
  })

/** What a charger says to a limit. Who cannot be asked, or says no, does not follow, and is counted as it draws. */
export async function hearAnswer(trx: Trx, { data }: EventEnvelope<'ocpp.charge-point-command.changed'>): Promise<void> {
  const { commandId, state } = data
  switch (state) {
    case 'ACCEPTED':
    case 'REJECTED':
    case 'UNSUPPORTED':
    case 'FAILED': {
      const kept = state === 'ACCEPTED'
      if (!(await noteAnswer(trx, commandId, kept))) await noteDefaultAnswer(trx, commandId, kept)
      return
    }
    case 'UNANSWERED':
    case 'EXPIRED':
    case 'CANCELLED':
      return forgetAsk(trx, commandId)
  }
}
