import { each, type Past } from '#db/past.ts'
import { findFee } from './fees/fee.queries.ts'
import { toldFee } from './fees/fee.ts'
import { toldSlot } from './reservation.ts'
import type { ReservationsTables } from './tables.ts'

/** What reservations can say again: the slots that are not over, and what is owed. */
export const past: Past<ReservationsTables> = {
  'reservations.reservation.changed': each(
    (trx) =>
      trx
        .selectFrom('reservation')
        .selectAll()
        .where('kind', '=', 'BOOKING')
        .where('state', 'in', ['PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED']),
    ['id'],
    async (rows, trx) => {
      const told = await Promise.all(rows.map(async (row) => ({ row, data: await toldSlot(trx, row) })))
      return told.flatMap(({ row, data }) => (data ? [{ aggregateId: row.id, data, since: row.changed_at }] : []))
    },
  ),
  'reservations.fee.due': each(
    (trx) =>
      trx
        .selectFrom('reservation')
        .selectAll()
        .where((eb) => eb.exists(eb.selectFrom('fee').select('fee.id').whereRef('fee.reservation_id', '=', 'reservation.id'))),
    ['id'],
    async (rows, trx) => {
      const told = await Promise.all(rows.map(async (row) => ({ row, fee: await findFee(trx, row.id) })))
      const facts = told.map(async ({ row, fee }) =>
        fee ? [{ aggregateId: row.id, data: await toldFee(trx, row, fee), since: fee.at }] : [],
      )
      return (await Promise.all(facts)).flat()
    },
  ),
}
