import { sql } from 'kysely'
import { changeReservation } from '../reservation.ts'
import type { Reservation, Trx } from '../tables.ts'
import { factsOf } from './facts.queries.ts'
import { judge } from './judge.ts'

/** Nobody has used a slot in time. What is left of it is free at once, unless it is its driver who is there. */
export async function endUnused(trx: Trx, row: Reservation): Promise<void> {
  const verdict = judge(await factsOf(trx, row))
  if (!verdict) return
  if (verdict.state === 'FULFILLED') {
    const { state, sessionId } = verdict
    await changeReservation(trx, row, { state, session_id: sessionId })
  } else await changeReservation(trx, row, { ...verdict, during: UNTIL_NOW })
}

/** The time until now; at least a moment of it, which the database asks for. */
const UNTIL_NOW = sql<string>`tstzrange(lower(during), least(upper(during), greatest(now(), lower(during) + interval '1 second')))`
