import { newId } from '#lib/id.ts'
import type { Call } from '../context.ts'
import { isObject, type Json } from '../wire/frame.ts'
import { readMeterValues, type Reading } from '../wire/meter-value.ts'
import { readInteger, readText, readTime, type ReportedTime } from '../wire/reported.ts'

/** A 2.x TransactionEvent, as far as it can be read. */
export interface Part {
  type: 'Started' | 'Updated' | 'Ended'
  seqNo: number | null
  time: ReportedTime
  offline: boolean
  evse: { number: number; connector: number } | null
  idToken: string | null
  remoteStartId: number | null
  chargingState: string | null
  reason: string | null
  readings: Reading[]
}

/** Reads a TransactionEvent. What is wrong with it goes to `problems`. */
export function readPart(call: Call, info: Json, correctionMs: number, problems: string[]): Part {
  const { payload, receivedAt } = call
  const time = readTime(payload['timestamp'], receivedAt, correctionMs)
  if (time.problem !== null) problems.push(time.problem)
  const { samples, problems: unusable } = readMeterValues(payload['meterValue'], receivedAt, correctionMs)
  problems.push(...unusable)
  const type = payload['eventType']
  const evse = isObject(payload['evse']) ? payload['evse'] : {}
  const evseNumber = readInteger(evse['id'])
  const idToken = isObject(payload['idToken']) ? readText(payload['idToken']['idToken']) : null
  // A token that stops may be another one of the same group. It need not be the user's.
  const stops = payload['triggerReason'] === 'StopAuthorized' || type === 'Ended'
  return {
    type: type === 'Started' || type === 'Ended' ? type : 'Updated',
    seqNo: readInteger(payload['seqNo']),
    time,
    offline: payload['offline'] === true,
    evse:
      evseNumber === null || evseNumber <= 0
        ? null
        : { number: evseNumber, connector: Math.max(1, readInteger(evse['connectorId']) ?? 1) },
    idToken: stops ? null : idToken,
    remoteStartId: readInteger(info['remoteStartId']),
    chargingState: readText(info['chargingState'], 20),
    reason: readText(info['stoppedReason'], 50),
    readings: samples,
  }
}

/** The row of a transaction, when this part is the first to come. */
export function newRow(call: Call, chargerId: string, part: Part) {
  return {
    id: newId(),
    identity: call.identity,
    station_id: call.stationId,
    ocpp_version: call.version,
    charger_transaction_id: chargerId,
    evse_number: part.evse?.number ?? 0,
    connector_number: part.evse?.connector ?? 0,
    authorised: false,
    // The time of the first part that came, until Started tells.
    started_at: part.time.at,
    received_at: call.receivedAt,
    state: 'active' as const,
    started_seen: false,
    announced: false,
  }
}
