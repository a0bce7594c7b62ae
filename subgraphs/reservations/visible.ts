import { isSelf, operates } from '#lib/access.ts'
import type { Caller } from '#lib/auth.ts'
import type { Reservation, Station } from './tables.ts'

/** A driver's slot is for its driver, for who operated the station when it was booked, and for admins. */
export const maySee = (caller: Caller, { kind, user_id, operator_id }: Reservation): boolean =>
  kind === 'BOOKING' && (isSelf(caller, user_id) || operates(caller, operator_id))

/** The calendar of a station is for who operates it, and for admins. */
export const mayRun = (caller: Caller, { operator_id }: Pick<Station, 'operator_id'>): boolean => operates(caller, operator_id)
