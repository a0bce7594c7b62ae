import type { EventEnvelope } from '#lib/events.ts'
import { lockUser } from './deed.queries.ts'
import { DEEDS_LIMITS } from './limits.ts'
import { saveCharge, saveStation } from './projection.queries.ts'
import type { Trx } from './tables.ts'
import { decideWaiting } from './waiting.handler.ts'

/** The sweep finds deeds that waited for the station's place. */
export const learnStation = async (trx: Trx, { data }: EventEnvelope<'stations.station.saved'>): Promise<void> =>
  void (await saveStation(trx, data.stationId, data.place))

/** An ended session proves the deeds that wait for it. If a correction leaves nothing of it, it proves none any more. */
export async function learnCharge(trx: Trx, { data }: EventEnvelope<'charging.session.completed'>): Promise<void> {
  const { sessionId, userId, stationId, held, energyWh } = data
  if (userId === null) return
  await lockUser(trx, userId)
  const [startedAt, endedAt] = [new Date(data.startedAt), new Date(data.endedAt)]
  await saveCharge(trx, {
    session_id: sessionId,
    user_id: userId,
    station_id: stationId,
    started_at: startedAt,
    // The clock of a charger may have been set back while it charged.
    ended_at: endedAt < startedAt ? startedAt : endedAt,
    held: held || energyWh < DEEDS_LIMITS.sessionWh,
  })
  await decideWaiting(trx, userId)
}
