import type { RevocationReason, Trx } from '../tables.ts'
import { updatePassword } from '../user.queries.ts'
import { deleteChallengesOf } from './factor.queries.ts'
import { endLogins } from './login.ts'

/** Sets a password and ends whatever was begun with the old one: logins, sign-ins between their steps. Lock the user first. */
export async function replacePassword(
  trx: Trx,
  userId: string,
  passwordHash: string,
  because: RevocationReason & `PASSWORD_${string}`,
): Promise<void> {
  await updatePassword(trx, userId, passwordHash)
  await deleteChallengesOf(trx, userId)
  await endLogins(trx, userId, because)
}
