import { operates } from '#lib/access.ts'
import type { Caller } from '#lib/auth.ts'
import type { Station } from './tables.ts'

/** Whether the caller may know of a station: of a private one its operator, its guests and admins. */
export const knows = (caller: Caller, station: Station): boolean =>
  !station.private || operates(caller, station.operator_id) || (caller.kind === 'user' && station.guests.includes(caller.userId))
