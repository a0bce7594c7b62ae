import { emit } from '#db/outbox.ts'
import type { Role } from '#lib/auth.ts'
import { newIdToken } from '#lib/id-token.ts'
import { newId } from '#lib/id.ts'
import { addIdToken } from './id-token/id-token.ts'
import { insertRole } from './role.queries.ts'
import { refuse } from './errors.ts'
import type { Trx, UserRow } from './tables.ts'
import { registered } from './told.ts'
import { insertUser, lockOwner } from './user.queries.ts'

/** Adds a user with roles and an app identity; null if the e-mail address has an account. */
export async function createUser(
  trx: Trx,
  user: {
    email: string | null
    displayName: string
    passwordHash: string | null
    roles: Role[]
    emailVerifiedAt: Date | null
    /** Somebody without an account, who has no address to sign in with. */
    guest?: { until: Date; email: string | null }
  },
): Promise<string | null> {
  const { email, displayName, passwordHash, roles, emailVerifiedAt, guest } = user
  const userId = newId()
  const row = {
    id: userId,
    email,
    display_name: displayName.trim(),
    password_hash: passwordHash,
    email_verified_at: emailVerifiedAt,
    guest_until: guest?.until ?? null,
    guest_email: guest?.email ?? null,
  }
  if (!(await insertUser(trx, row))) return null
  for (const role of roles) await insertRole(trx, userId, role, null)
  await emit(trx, 'accounts.user.registered', userId, registered({ ...row, roles }))
  // With 90 random bits, nobody has the value already.
  if (!(await addIdToken(trx, { user_id: userId, value: newIdToken(), type: 'APP' }))) throw new Error('an app identity came twice')
  return userId
}

/** Locks the caller's row, for what only an account has. ACCOUNT_NEEDED for a guest. */
export async function lockAccount(trx: Trx, userId: string): Promise<void> {
  const owner = await lockOwner(trx, userId)
  if (!owner) throw refuse('UNAUTHENTICATED', 'Sign in first.')
  refuseGuest(owner)
}

export function refuseGuest({ guest_until }: Pick<UserRow, 'guest_until'>): void {
  if (guest_until !== null)
    throw refuse('ACCOUNT_NEEDED', 'A guest has none of this. Register, signed in as you are: your sessions and bills stay yours.')
}
