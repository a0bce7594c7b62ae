import type { Caller } from '#lib/auth.ts'
import { owns } from '../station.ts'
import type { Db, Station } from '../tables.ts'
import { guestAt } from './guest.queries.ts'

/** Those of some stations that the caller may know of. A private one is for its operator, its guests and admins. */
export async function shownTo(db: Db, caller: Caller, found: readonly Station[]): Promise<Station[]> {
  const hidden = new Set(found.filter((station) => station.access === 'PRIVATE' && !owns(caller, station)).map(({ id }) => id))
  const opened = hidden.size > 0 && caller.kind === 'user' ? await guestAt(db, caller.userId, [...hidden]) : new Set<string>()
  return found.filter(({ id }) => !hidden.has(id) || opened.has(id))
}
