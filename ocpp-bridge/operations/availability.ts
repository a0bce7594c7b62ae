import { saveWantedAvailability, type Place } from '../availability/availability.queries.ts'
import { everywhere, operation, OperationRefused } from './operation.ts'

export interface ChangeAvailability extends Partial<Place> {
  available: boolean
}

/** 1.6 §5.2; 2.0.1 G03 and G04. A charger in a transaction says Scheduled, and does it when that has ended. */
export const changeAvailability = operation<ChangeAvailability>({
  description: 'Puts the charger, an EVSE or a connector into service or out of it.',
  actions: everywhere('ChangeAvailability'),
  payload: ({ available, evseNumber, connectorNumber }, { version }) => {
    const wanted = available ? 'Operative' : 'Inoperative'
    if (version === '1.6') {
      if ((connectorNumber ?? 1) !== 1) throw new OperationRefused('An EVSE of OCPP 1.6 has one connector.')
      return { connectorId: evseNumber ?? 0, type: wanted }
    }
    const connector = connectorNumber == null ? {} : { connectorId: connectorNumber }
    return { operationalStatus: wanted, ...(evseNumber != null && evseNumber !== 0 && { evse: { id: evseNumber, ...connector } }) }
  },
  accepted: ['Accepted', 'Scheduled'],
  repeatable: true,
  answered: async (trx, { input, accepted, reply, version, command: { station_id: stationId } }) => {
    if (!accepted) return
    const { available, evseNumber, connectorNumber } = input
    const place = { evseNumber: evseNumber ?? 0, connectorNumber: (version === '1.6' ? null : connectorNumber) ?? 0 }
    await saveWantedAvailability(trx, stationId, place, {
      available,
      scheduled: reply['status'] === 'Scheduled',
      // 1.6 §5.2: what is said to connector 0 holds for all. In 2.x each level has a state of its own.
      instead: version === '1.6' && place.evseNumber === 0,
    })
  },
})
