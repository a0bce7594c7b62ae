import { sql, type RawBuilder } from 'kysely'
import { changeReservation } from '../reservation.ts'
import type { Reservation, Trx } from '../tables.ts'
import { factsOf } from './facts.queries.ts'
import { judge } from './judge.ts'

/** Nobody has used a slot in time. What is left of it is free at once, unless it is its driver who is there. */
export async function endUnused(trx: Trx, row: Reservation): Promise<void> {
  const verdict = judge(await factsOf(trx, row))
  if (!verdict) return
  if (verdict.state === 'FULFILLED') {
    const { state, sessionId, endedAt } = verdict
    // Who has left already gives the rest back, as after every charge.
    const during = endedAt === null ? {} : { during: upTo(sql`${endedAt}::timestamptz`) }
    await changeReservation(trx, row, { state, session_id: sessionId, ...during })
  } else await changeReservation(trx, row, { ...verdict, during: upTo(sql`now()`) })
}

/** Its time up to a moment; at least a second of it, as the database asks for some. */
const upTo = (moment: RawBuilder<unknown>) =>
  sql<string>`tstzrange(lower(during), least(upper(during), greatest(${moment}, lower(during) + interval '1 second')))`
