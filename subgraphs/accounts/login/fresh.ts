import { requireUser } from '#lib/access.ts'
import type { UserCaller } from '#lib/auth.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { findCredentialsById } from '../user.queries.ts'
import { isLoginFresh } from './login.queries.ts'
import { verifyPassword } from './password.ts'

/**
 * The signed-in user, for what a stolen access token must not do: they signed in a short while ago, in whichever way, or give their password
 * now. SIGN_IN_AGAIN otherwise; BAD_CREDENTIALS if the password is wrong.
 */
export async function requireFresh(ctx: Context, password: string | null | undefined): Promise<UserCaller> {
  const user = requireUser(ctx.caller)
  if (password == null) {
    if (user.loginId !== undefined && (await isLoginFresh(ctx.db, user.loginId, user.userId))) return user
    throw refuse('SIGN_IN_AGAIN', 'This needs a sign-in of the last minutes, or your password. Sign in again.')
  }
  await ctx.attempts.count('changePasswordByUser', user.userId)
  const found = await findCredentialsById(ctx.db, user.userId)
  if (!(await verifyPassword(found?.password_hash ?? null, password)))
    throw refuse('BAD_CREDENTIALS', 'The password is another one.', ['input', 'password'])
  await ctx.attempts.forget('changePasswordByUser', user.userId)
  return user
}
