import { emit } from '#db/outbox.ts'
import { existingUser } from './login/login.ts'
import type { Trx } from './tables.ts'
import { raiseAccessVersion } from './user.queries.ts'

/** Says that something was taken from a user: the gateway refuses their access tokens of before, and their clients fetch new ones. */
export async function changeAccess(trx: Trx, userId: string): Promise<void> {
  await raiseAccessVersion(trx, userId)
  await sayAccess(trx, userId)
}

/** The same where the version was raised already. */
export async function sayAccess(trx: Trx, userId: string): Promise<void> {
  const { access_version: version, blocked_at, roles } = await existingUser(trx, userId)
  await emit(trx, 'accounts.user.changed-access', userId, { userId, version, roles: blocked_at === null ? roles : [] })
}
