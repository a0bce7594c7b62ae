import { hasRole, requireRole } from '#lib/access.ts'
import { audit } from '#db/audit.ts'
import { notFound } from '#lib/errors.ts'
import { amend } from './billing/cdr.ts'
import type { Context } from './context.ts'
import { refuse } from './errors.ts'
import { cannotBe } from './flags.ts'
import { changeSession, lockSession } from './session.queries.ts'
import { mayBill, touch } from './session.ts'
import type { Session } from './tables.ts'

/**
 * Releases the bill of a session that its flags hold. For the operator of its station and admins; for admins alone if the flags `cannotBe`.
 * The flags stay, as a record of the doubt. New doubts by a later word of the charger hold it again. A session that nothing holds stays as
 * it is.
 */
export async function releaseSession(ctx: Context, { sessionId, reason }: { sessionId: string; reason: string }): Promise<Session> {
  const caller = requireRole(ctx.caller, 'OPERATOR', 'ADMIN')
  return ctx.db.transaction().execute(async (trx) => {
    const path = ['input', 'sessionId']
    const session = await lockSession(trx, sessionId)
    if (!session || !(await mayBill(trx, caller, session))) throw notFound('session', path)
    if (!session.held) return session
    // The operator gains by such a session, and by the tokens of whoever charged. So somebody else looks at it.
    if (cannotBe(session.flags) && !hasRole(caller, 'ADMIN'))
      throw refuse(
        'FORBIDDEN',
        'The charger tells of more, or of other times, than can be: only an admin can let this bill go.',
        path,
      )
    if (session.status !== 'COMPLETED') throw refuse('CONFLICT', 'The session is not over yet.', path)
    if (!session.priced) throw refuse('CONFLICT', 'Its price is not known: its connector or tariff is not registered.', path)
    const released = await changeSession(trx, sessionId, { released_at: new Date() })
    await audit(trx, caller.userId, 'session.released', sessionId, { reason, flags: session.flags })
    await touch(trx, released)
    await amend(trx, released, ctx.config)
    return released
  })
}
