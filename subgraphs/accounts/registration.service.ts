import { badInput } from '#lib/errors.ts'
import type { Context } from './context.ts'
import { refuse } from './errors.ts'
import { askForLetter, badToken } from './letters/letter.ts'
import { findLetterToken, useLetterToken } from './letters/letter.queries.ts'
import { addressBlock } from './login/address-block.ts'
import { enter, signedIn, type SignedIn } from './login/login.ts'
import { hashPassword, passwordFault } from './login/password.ts'
import { secretHash } from './secret.ts'
import type { Trx } from './tables.ts'
import { createUser } from './user.ts'

export interface Registration {
  email: string
  password: string
  displayName: string
  emailToken?: string | null | undefined
}

/**
 * Asks for a letter with a link to register an address, for everybody. The answer is the same whether or not the address has an account;
 * the letter to one that has says so.
 */
export async function requestRegistration(ctx: Context, input: { email: string }): Promise<boolean> {
  await countRegistration(ctx)
  await askForLetter(ctx, 'REGISTRATION', input.email)
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
    const userId = await createUser(trx, { ...input, passwordHash, roles: ['DRIVER'], emailVerifiedAt: verifiedAt })
    if (!userId) throw refuse('EMAIL_TAKEN', 'This e-mail address has an account already. Sign in.', ['input', 'email'])
    return enter(ctx, trx, userId, 'PASSWORD')
  })
  return signedIn(ctx, entered)
}

async function countRegistration({ attempts, clientAddress }: Context): Promise<void> {
  await attempts.count('registerByBlock', addressBlock(clientAddress))
  await attempts.count('registerByAddress', clientAddress)
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
