import { violates } from '#db/faults.ts'
import { emit } from '#db/outbox.ts'
import type { Caller } from '#lib/auth.ts'
import { badInput } from '#lib/errors.ts'
import type { Context } from './context.ts'
import { refuse } from './errors.ts'
import { askForLetter, badToken } from './letters/letter.ts'
import { findLetterToken, useLetterToken } from './letters/letter.queries.ts'
import { becomeAccount } from './guest/guest.queries.ts'
import { enter, existingUser, signedIn, type SignedIn } from './login/login.ts'
import { hashPassword, passwordFault } from './login/password.ts'
import { countRegistration } from './login/registering.ts'
import { secretHash } from './secret.ts'
import type { Trx } from './tables.ts'
import { registered } from './told.ts'
import { canonicalLocale } from './locale.ts'
import { lockOwner } from './user.queries.ts'
import { createUser } from './user.ts'

export interface Registration {
  email: string
  password: string
  displayName: string
  emailToken?: string | null | undefined
}

/**
 * Asks for a letter with a link to register an address, for everybody. The answer is the same whether or not the address has an account;
 * the letter to one that has says so. `locale` is the language of a letter to who has no account, and so no profile.
 */
export async function requestRegistration(
  ctx: Context,
  { email, locale }: { email: string; locale?: string | null | undefined },
): Promise<boolean> {
  const language = locale == null ? null : canonicalLocale(locale)
  await countRegistration(ctx)
  await askForLetter(ctx, 'REGISTRATION', email, language)
  return true
}

/**
 * Makes a driver's account with an app identity for chargers, for everybody, and signs it in. The address is proven by the link of a letter;
 * so EMAIL_TAKEN tells nobody but its owner. Where ACCOUNTS_OPEN_REGISTRATION is set no link is needed, and strangers can find out who has an
 * account.
 */
export async function register(ctx: Context, input: Registration): Promise<SignedIn> {
  const fault = passwordFault(input.password, input.email)
  if (fault) throw badInput(['input', 'password'], fault)
  await countRegistration(ctx)
  const proof = input.emailToken == null ? null : secretHash(input.emailToken)
  if (proof === null && !ctx.config.openRegistration)
    throw refuse('EMAIL_UNPROVEN', 'Ask for a link to this address first, by requestRegistration.', ['input', 'emailToken'])
  // Before the password is hashed, which is work.
  if (proof !== null && !(await isProven(ctx.db, proof, input.email))) throw badToken('emailToken')
  const passwordHash = await hashPassword(input.password)
  const entered = await ctx.db.transaction().execute(async (trx) => {
    const verifiedAt = proof === null ? null : await proven(trx, proof)
    const guestId = await guestOf(trx, ctx.caller)
    const row = {
      email: input.email,
      display_name: input.displayName.trim(),
      password_hash: passwordHash,
      email_verified_at: verifiedAt,
    }
    const userId =
      guestId === null
        ? await createUser(trx, { ...input, passwordHash, roles: ['DRIVER'], emailVerifiedAt: verifiedAt })
        : await stayed(trx, guestId, row)
    if (!userId) throw refuse('EMAIL_TAKEN', 'This e-mail address has an account already. Sign in.', ['input', 'email'])
    return enter(ctx, trx, userId, 'PASSWORD')
  })
  return signedIn(ctx, entered)
}

/** A guest's row becomes that of an account: what they charged stays theirs. Null if the address has an account. */
async function stayed(trx: Trx, userId: string, row: Parameters<typeof becomeAccount>[2]): Promise<string | null> {
  const done = await becomeAccount(trx, userId, row).catch((error: unknown) => {
    // Half a transaction is none: the refusal ends it.
    if (violates(error, 'user_email')) return false
    throw error
  })
  if (!done) return null
  await emit(trx, 'accounts.user.registered', userId, registered(await existingUser(trx, userId)))
  return userId
}

/** The caller, if they are a guest. */
async function guestOf(trx: Trx, caller: Caller): Promise<string | null> {
  const owner = caller.kind === 'user' ? await lockOwner(trx, caller.userId) : undefined
  return owner !== undefined && owner.guest_until !== null ? owner.id : null
}

/** True if the link was sent to this address. */
async function isProven(db: Context['db'], hash: Buffer, email: string): Promise<boolean> {
  return (await findLetterToken(db, 'REGISTRATION', hash))?.email.toLowerCase() === email.toLowerCase()
}

/** Uses the link up. */
async function proven(trx: Trx, hash: Buffer): Promise<Date> {
  if (!(await useLetterToken(trx, hash))) throw badToken('emailToken')
  return new Date()
}
