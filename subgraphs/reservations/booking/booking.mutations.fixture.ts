import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'

const NOT_A_UUID = 'nonsense'
const ofSlot: MutationCase['bad'] = [[{ reservationId: NOT_A_UUID }, ['input', 'reservationId']]]
const lengths: MutationCase['bad'] = [
  [{ minutes: 0 }, ['input', 'minutes']],
  [{ minutes: 1_441 }, ['input', 'minutes']],
  [{ minutes: 2.5 }, ['input', 'minutes']],
]
const starts: MutationCase['bad'] = [
  [{ startsAt: 'tomorrow' }, ['input', 'startsAt']],
  [{ localStart: '2026-11-22' }, ['input', 'localStart']],
  [{ localStart: '2026-11-22T14:30+01:00' }, ['input', 'localStart']],
  [{ clock: 'SECOND' }, ['input', 'clock']],
]

export const bookingMutations: Record<string, MutationCase> = {
  bookReservation: {
    input: { idempotencyKey: newId(), stationId: newId(), startsAt: '2030-01-01T12:00:00Z', minutes: 60 },
    stranger: 'NOT_FOUND',
    bad: [
      [{ idempotencyKey: NOT_A_UUID }, ['input', 'idempotencyKey']],
      [{ stationId: NOT_A_UUID }, ['input', 'stationId']],
      [{ connectorId: NOT_A_UUID }, ['input', 'connectorId']],
      [{ connectorId: newId() }, ['input', 'stationId']],
      [{ stationId: null }, ['input', 'stationId']],
      [{ stationId: null, connectorId: newId(), powerW: 11_000 }, ['input', 'powerW']],
      [{ powerW: -1 }, ['input', 'powerW']],
      ...lengths,
      ...starts,
    ],
  },
  changeReservation: {
    input: { reservationId: newId(), minutes: 90 },
    stranger: 'NOT_FOUND',
    bad: [...ofSlot, ...lengths, ...starts, [{ connectorId: NOT_A_UUID }, ['input', 'connectorId']]],
  },
  extendReservation: { input: { reservationId: newId(), minutes: 90 }, stranger: 'NOT_FOUND', bad: [...ofSlot, ...lengths] },
  cancelBooking: { input: { reservationId: newId() }, stranger: 'NOT_FOUND', bad: ofSlot },
  cancelBookingAsOperator: { input: { reservationId: newId() }, stranger: 'FORBIDDEN', bad: ofSlot },
}
