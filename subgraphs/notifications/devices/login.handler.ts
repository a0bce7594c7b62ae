import type { EventEnvelope } from '#lib/events.ts'
import type { Trx } from '../tables.ts'
import { deleteOfLogin, noteEnded } from './login.queries.ts'

/**
 * Has a device get no more pushes once the login is ended that registered it: signed out, ended from elsewhere, or with all others by a new
 * password. One that merely runs out is told by nobody: see `goodUntil`. A phone that somebody else has now shows no bills of who had it before.
 */
export async function forgetDevices(trx: Trx, { data: { loginId, userId } }: EventEnvelope<'accounts.login.ended'>): Promise<void> {
  await noteEnded(trx, loginId)
  await deleteOfLogin(trx, userId, loginId)
}
