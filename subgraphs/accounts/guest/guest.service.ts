import type { Context } from '../context.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import { openLogin, signedIn, type SignedIn } from '../login/login.ts'
import { countGuest } from '../login/registering.ts'
import { createUser } from '../user.ts'

/**
 * Lets somebody charge without an account, for everybody: a driver for a day, with an identity for the app and nothing else. The address is
 * for the receipt alone; nobody has shown that it is theirs, and no account is refused because of it.
 */
export async function continueAsGuest(ctx: Context, { email }: { email?: string | null | undefined }): Promise<SignedIn> {
  await countGuest(ctx)
  const seconds = ACCOUNTS_LIMITS.guestSeconds
  const opened = await ctx.db.transaction().execute(async (trx) => {
    const userId = await createUser(trx, {
      email: null,
      displayName: 'Guest',
      passwordHash: null,
      roles: ['DRIVER'],
      emailVerifiedAt: null,
      guest: { until: new Date(Date.now() + seconds * 1_000), email: email ?? null },
    })
    // Only an address can be taken.
    if (userId === null) throw new Error('a guest came twice')
    return openLogin(ctx, trx, userId, 'GUEST', false, seconds)
  })
  return signedIn(ctx, opened)
}
