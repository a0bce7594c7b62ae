import { emit } from '#db/outbox.ts'
import type { Role } from '#lib/auth.ts'
import { newIdToken } from '#lib/id-token.ts'
import { newId } from '#lib/id.ts'
import { addIdToken } from './id-token/id-token.ts'
import { insertRole } from './role.queries.ts'
import type { Trx } from './tables.ts'
import { registered } from './told.ts'
import { insertUser } from './user.queries.ts'

/** Adds a user with roles and an app identity; null if the e-mail address has an account. */
export async function createUser(
  trx: Trx,
  user: { email: string; displayName: string; passwordHash: string | null; roles: Role[]; emailVerifiedAt: Date | null },
): Promise<string | null> {
  const { email, displayName, passwordHash, roles, emailVerifiedAt } = user
  const userId = newId()
  const row = {
    id: userId,
    email,
    display_name: displayName.trim(),
    password_hash: passwordHash,
    email_verified_at: emailVerifiedAt,
  }
  if (!(await insertUser(trx, row))) return null
  for (const role of roles) await insertRole(trx, userId, role, null)
  await emit(trx, 'accounts.user.registered', userId, registered({ id: userId, display_name: displayName.trim(), roles }))
  // With 90 random bits, nobody has the value already.
  if (!(await addIdToken(trx, { user_id: userId, value: newIdToken(), type: 'APP' }))) throw new Error('an app identity came twice')
  return userId
}
