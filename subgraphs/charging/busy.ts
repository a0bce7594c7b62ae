import { findStation, reportedStatus } from './projection.queries.ts'
import { isInterrupted } from './session.queries.ts'
import type { Session, Trx } from './tables.ts'

/** True if a begun session may be over, or its charger cannot be asked to end it. */
export async function mayHaveEnded(trx: Trx, session: Session): Promise<boolean> {
  const stopIsOverdue = session.stop_expires_at !== null && session.stop_expires_at <= new Date()
  if (session.displaced || session.stop_failure !== null || stopIsOverdue) return true
  if ((await findStation(trx, session.station_id))?.online !== true) return true
  return (await isInterrupted(trx, session.id)) || callsItAvailable(trx, session)
}

/** True if the charger calls the session's connector free, and has done so since the session's last sample. */
async function callsItAvailable(trx: Trx, session: Session): Promise<boolean> {
  const { station_id: stationId, evse_number: evseNumber, connector_number: connectorNumber } = session
  const { connector, connectorAt } = await reportedStatus(trx, { stationId, evseNumber, connectorNumber })
  const lastWord = session.last_sample_at ?? session.started_at
  return connector === 'AVAILABLE' && connectorAt !== undefined && lastWord !== null && connectorAt > lastWord
}

/** Why nobody can start at this session's connector, in words for the driver who tries. */
export async function busyReason(trx: Trx, session: Session, userId: string): Promise<string> {
  if (session.user_id === userId)
    return `Your own session ${session.id} is there. Stop it with stopCharging; if the charger does not answer, end it with endSession.`
  if (session.expires_at !== null) {
    const minutes = Math.max(1, Math.ceil((session.expires_at.getTime() - Date.now()) / 60_000))
    return `Somebody else is about to charge there. Unless they plug in, it is free again within ${minutes} min.`
  }
  if (await isInterrupted(trx, session.id))
    return 'The charger restarted during a session there. If it says no more of it, the connector is free again in a few minutes.'
  if (await callsItAvailable(trx, session))
    return 'A session there was never stopped, although the charger calls the connector available. If it says no more of it, it is free again in a few minutes.'
  if (session.status === 'SUSPENDED') return 'A vehicle is plugged in there that takes no energy at the moment.'
  return 'Somebody charges there.'
}
