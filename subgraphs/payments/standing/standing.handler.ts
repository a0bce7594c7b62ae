import type { Trx } from '../tables.ts'
import { tellStanding } from './standing.ts'
import { changeStanding, isBlocked, lockStanding } from './standing.queries.ts'

/** A bill of the user blocks them: they charge no more, until it is paid. */
export async function block(trx: Trx, userId: string): Promise<void> {
  const before = await lockStanding(trx, userId)
  if (before.standing === 'BLOCKED') return
  await tellStanding(trx, await changeStanding(trx, userId, { standing: 'BLOCKED', reason: 'A bill is overdue.' }))
}

/** A bill of the user blocks them no more. They charge again at once, unless another one does. */
export async function unblock(trx: Trx, userId: string): Promise<void> {
  // Locked first: of two bills that are paid at once, the second sees that the first blocks no more.
  const before = await lockStanding(trx, userId)
  if (before.standing !== 'BLOCKED' || (await isBlocked(trx, userId))) return
  await tellStanding(trx, await changeStanding(trx, userId, { standing: before.otherwise, reason: null }))
}
