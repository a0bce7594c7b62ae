import { isSelf, requireRole } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { changeSession, lockSession } from '../session.queries.ts'
import { touch } from '../session.ts'
import { TERMINAL, type Session } from '../tables.ts'
import { sayTarget } from './target.handler.ts'
import { targetColumns, type Target } from './target.ts'

/** Says what a session of the caller's own is to reach, in place of what was said before. */
export async function setChargingTarget(
  ctx: Context,
  { sessionId, target }: { sessionId: string; target?: Target | null | undefined },
): Promise<Session> {
  const caller = requireRole(ctx.caller, 'DRIVER')
  const columns = targetColumns(target)
  return ctx.db.transaction().execute(async (trx) => {
    const path = ['input', 'sessionId']
    const session = await lockSession(trx, sessionId)
    if (!session || !isSelf(caller, session.user_id)) throw notFound('session', path)
    if (TERMINAL.includes(session.status)) throw refuse('CONFLICT', 'The session is over.', path)
    const changed = await changeSession(trx, sessionId, columns)
    await touch(trx, changed)
    await sayTarget(trx, changed)
    return changed
  })
}
