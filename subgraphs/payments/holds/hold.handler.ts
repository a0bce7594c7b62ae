import type { EventCatalogue, EventEnvelope } from '#lib/events.ts'
import { preauthorizationOf } from '#lib/tariff/preauthorization.ts'
import type { Services } from '../context.ts'
import { eachDue } from '../each-due.ts'
import { insertEvent } from '../operations/event.queries.ts'
import type { Trx } from '../tables.ts'
import { changeHold, releaseHold } from './hold.ts'
import { lockHold, outlivedHolds, retireOthers, saveConnectors, saveTariff, unusedHolds } from './hold.queries.ts'
import { HOLD_LIMITS } from './limits.ts'

/** A session begins with a hold: nothing else may, and it waits for the session's record. */
export async function bindHold(trx: Trx, { holdId, sessionId, userId }: EventCatalogue['charging.start.requested']): Promise<void> {
  if (holdId === undefined) return
  const hold = await lockHold(trx, holdId)
  // One that was let go meanwhile is bound too: the session's bill must know that there is nothing to take.
  if (hold && hold.user_id === userId && hold.session_id === null) await changeHold(trx, hold, { session_id: sessionId })
}

/** A session never began. */
export async function releaseFailed(
  trx: Trx,
  { holdId, sessionId, userId }: EventCatalogue['charging.session.failed'],
): Promise<void> {
  if (holdId === null) return
  const hold = await lockHold(trx, holdId)
  const its = hold?.session_id === null || hold?.session_id === sessionId
  if (hold && its && hold.user_id === userId) await releaseHold(trx, holdId)
}

/** What stations says of a station: which connectors there are, whose, and by which tariff they sell. */
export async function learnStation(trx: Trx, { data, position }: EventEnvelope<'stations.station.saved'>): Promise<void> {
  const said = position ?? 0
  const connectors = data.evses.flatMap((evse) => evse.connectors)
  const rows = connectors.map(({ connectorId, tariffId, retired }) => ({
    id: connectorId,
    station_id: data.stationId,
    operator_id: data.operatorId,
    tariff_id: tariffId,
    retired: retired === true,
    time_zone: data.timeZone ?? null,
    said,
  }))
  if (rows.length > 0) await saveConnectors(trx, rows)
  const named = rows.map(({ id }) => id)
  await retireOthers(trx, data.stationId, named, said)
}

/** What stations says of a tariff: how much is blocked by it. */
export async function learnTariff(trx: Trx, { data, position }: EventEnvelope<'stations.tariff.saved'>): Promise<void> {
  const { tariff } = data
  await saveTariff(trx, {
    id: data.tariffId,
    version: data.version,
    currency: tariff.currency,
    preauthorize_minor: preauthorizationOf(tariff)?.amountMinor ?? null,
    said: position ?? 0,
  })
}

/** Lets go what no session has begun with, and looks at what has outlived its time at the provider. */
export async function sweepHolds({ db, log }: Pick<Services, 'db' | 'log'>): Promise<void> {
  const unused = await unusedHolds(db, HOLD_LIMITS.graceMs, HOLD_LIMITS.perRound)
  await eachDue(unused, { db, log, round: 'HOLD', keyOf: (id) => id }, (id) =>
    db.transaction().execute(async (trx) => {
      const hold = await lockHold(trx, id)
      // A session may have begun with it meanwhile.
      if (hold?.session_id === null) await releaseHold(trx, id)
    }),
  )
  for (const { provider, externalId, eventId } of await outlivedHolds(db, HOLD_LIMITS.perRound))
    await insertEvent(db, provider, { eventId, type: 'evergraph.hold.expired', about: { kind: 'PAYMENT', externalId } })
}
