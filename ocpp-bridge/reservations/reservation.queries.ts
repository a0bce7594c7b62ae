import type { Insertable, Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, ReservationState, ReservationTable, Trx } from '../tables.ts'

export type Reservation = Selectable<ReservationTable>

/** Notes a reservation that is asked for, once; its number is given here. */
export async function insertReservation(trx: Trx, row: Insertable<ReservationTable>): Promise<void> {
  await trx
    .insertInto('reservation')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** A reservation of a charger, by its id. */
export const findReservation = (db: Db | Trx, stationId: string, id: string): Promise<Reservation | undefined> =>
  db.selectFrom('reservation').selectAll().where('station_id', '=', stationId).where('id', '=', id).executeTakeFirst()

const NOT_OVER: readonly ReservationState[] = ['REQUESTED', 'ACCEPTED', 'UNANSWERED']

/** Moves a reservation of a charger on, by its id or number. One that is over stays as it is. */
export async function moveReservation(
  trx: Trx,
  stationId: string,
  which: { id: string } | { number: number },
  change: { state: ReservationState; status?: string | null },
): Promise<void> {
  await trx
    .updateTable('reservation')
    .set(change)
    .where('station_id', '=', stationId)
    .where((eb) => ('id' in which ? eb('id', '=', which.id) : eb('number', '=', which.number)))
    .where('state', 'in', NOT_OVER)
    .execute()
}

export const listReservations = (db: Db, stationId: string, page: PageRequest): Promise<Reservation[]> =>
  pageBy(db.selectFrom('reservation').selectAll().where('station_id', '=', stationId), [['id', 'uuid']], 'desc', page)
