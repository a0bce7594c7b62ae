import type { Plain } from '../context.ts'
import { isObject, type Json } from '../wire/frame.ts'
import { readInteger, readText, readTime } from '../wire/reported.ts'
import { correctionOf, faultsOf } from './transaction-message.ts'
import { readPart } from './transaction-part.ts'

/** A TransactionEvent as nearly all are: an Updated with new samples of a transaction that goes on as before, with nothing wrong. */
export const plainEvent: Plain = {
  names: ({ payload, receivedAt }) => {
    const chargerId = readText(infoOf(payload)['transactionId'])
    const seqNo = readInteger(payload['seqNo'])
    const more = payload['offline'] === true || payload['idToken'] !== undefined || payload['reservationId'] !== undefined
    if (payload['eventType'] !== 'Updated' || more || chargerId === null || seqNo === null) return null
    return { chargerId, seqNo, time: readTime(payload['timestamp'], receivedAt) }
  },
  readings: (call, row) => {
    const problems = faultsOf(call)
    const { readings, chargingState, evse } = readPart(call, infoOf(call.payload), correctionOf(row), problems)
    const goesOn = chargingState === null || chargingState === row.charging_state
    const tellsPlace = evse !== null && row.evse_number === 0
    return problems.length === 0 && readings.length > 0 && goesOn && !tellsPlace ? readings : null
  },
}

const infoOf = ({ transactionInfo }: Json): Json => (isObject(transactionInfo) ? transactionInfo : {})
