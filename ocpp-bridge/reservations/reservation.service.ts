import { requireOperator } from '#lib/access.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { listReservations, type Reservation } from './reservation.queries.ts'

/** The reservations of a charger that the caller was shown, the newest first. */
export function reservationsOf({ db, caller }: Context, stationId: string, args: PageArgs): Promise<Page<Reservation>> {
  requireOperator(caller, 'chargers:read')
  return idPage(args, (page) => listReservations(db, stationId, page))
}
