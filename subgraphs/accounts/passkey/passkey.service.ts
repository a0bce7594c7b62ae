import { audit } from '#db/audit.ts'
import { isSelfOr, requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { sentenceOf } from '#lib/work/outage.ts'
import { consumeChallenge, newChallenge } from '../challenge/challenge.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import { requireFresh } from '../login/fresh.ts'
import { enter, signedIn, type SignedIn } from '../login/login.ts'
import type { PasskeyRow } from '../tables.ts'
import { findUser, lockOwner } from '../user.queries.ts'
import { keepAWay } from '../ways.ts'
import {
  countPasskeys,
  deletePasskey,
  findPasskeyByCredential,
  findPasskeysOf,
  insertPasskey,
  renamePasskeyRow,
  usePasskey,
} from './passkey.queries.ts'
import { handleOf, registrationOptions, signInOptions, verifiedAssertion, verifiedRegistration } from './passkey.ts'
import { challengeIn, readAssertion, readRegistration } from './response.ts'
import { lockAccount, refuseGuest } from '../user.ts'

/** What a browser is to do, and until when. */
export interface PasskeyOptions {
  options: object
  expiresAt: Date
}

/** Begins to add a passkey to the caller's account. */
export async function beginPasskeyRegistration(ctx: Context): Promise<PasskeyOptions> {
  const { userId } = requireUser(ctx.caller)
  const user = await findUser(ctx.db, userId)
  if (!user) throw refuse('UNAUTHENTICATED', 'Sign in first.')
  refuseGuest(user)
  const { value, expiresAt } = await newChallenge(ctx, 'PASSKEY_REGISTRATION', { userId })
  const own = await findPasskeysOf(ctx.db, [userId])
  return { options: await registrationOptions(ctx.config, user, value, own), expiresAt }
}

/**
 * Adds the passkey that an authenticator has made for the caller, who has signed in a short while ago or gives their password: it lets its
 * owner in for good. PASSKEY_REFUSED if its answer is not to a question of ours to them.
 */
export async function registerPasskey(
  ctx: Context,
  input: { response: object; name: string; password?: string | null | undefined },
): Promise<PasskeyRow> {
  const { userId } = requireUser(ctx.caller)
  const response = readRegistration(input.response)
  await requireFresh(ctx, input.password)
  const challenge = challengeIn(response)
  const taken = challenge && (await consumeChallenge(ctx.db, 'PASSKEY_REGISTRATION', challenge))
  if (!taken || taken.userId !== userId) throw refused()
  const passkey = await verified(ctx, () => verifiedRegistration(ctx.config, response, challenge))
  return ctx.db.transaction().execute(async (trx) => {
    await lockAccount(trx, userId)
    if ((await countPasskeys(trx, userId)) >= ACCOUNTS_LIMITS.passkeysPerUser)
      throw refuse('LIMIT_REACHED', `An account has at most ${ACCOUNTS_LIMITS.passkeysPerUser} passkeys.`)
    const row = await insertPasskey(trx, { ...passkey, id: newId(), user_id: userId, name: input.name.trim() })
    if (!row) throw refused()
    await audit(trx, userId, 'passkey.registered', userId, { passkeyId: row.id })
    return row
  })
}

/** Begins a sign-in by a passkey, for everybody: it does not ask who they are. */
export async function beginPasskeySignIn(ctx: Context): Promise<PasskeyOptions> {
  const { value, expiresAt } = await newChallenge(ctx, 'PASSKEY_SIGN_IN')
  return { options: await signInOptions(ctx.config, value), expiresAt }
}

/**
 * Opens a login for everybody whose authenticator has a passkey of ours and has verified them. It has two factors, the device and the finger
 * or PIN, so no other one is asked for. PASSKEY_REFUSED says the same of an unknown passkey as of a wrong answer.
 */
export async function signInWithPasskey(ctx: Context, input: { response: object }): Promise<SignedIn> {
  await ctx.attempts.count('signInByAddress', ctx.clientAddress)
  const response = readAssertion(input.response)
  const challenge = challengeIn(response)
  if (!challenge || !(await consumeChallenge(ctx.db, 'PASSKEY_SIGN_IN', challenge))) throw refused()
  const passkey = await findPasskeyByCredential(ctx.db, response.id)
  const handle = passkey && Buffer.from(handleOf(passkey.user_id)).toString('base64url')
  if (!passkey || response.response.userHandle !== handle) throw refused()
  const used = await verified(ctx, () => verifiedAssertion(ctx.config, response, challenge, passkey))
  const entered = await ctx.db.transaction().execute(async (trx) => {
    // The user before the passkey, as where it is removed. Otherwise the two could wait for each other.
    await lockOwner(trx, passkey.user_id)
    // Of two answers with one count, at most one is the authenticator's.
    if (!(await usePasskey(trx, passkey.id, used))) throw refused()
    return enter(ctx, trx, passkey.user_id, 'PASSKEY', true)
  })
  await ctx.attempts.forgive('signInByAddress', ctx.clientAddress)
  return signedIn(ctx, entered)
}

/** Gives a passkey of the caller's another name. */
export async function renamePasskey({ db, caller }: Context, input: { passkeyId: string; name: string }): Promise<PasskeyRow> {
  const { userId } = requireUser(caller)
  const row = await renamePasskeyRow(db, input.passkeyId, userId, input.name.trim())
  if (!row) throw notFound('passkey')
  return row
}

/** Removes a passkey of the caller, who has signed in a short while ago or gives their password, and returns it as it was. */
export async function removePasskey(
  ctx: Context,
  { passkeyId, password }: { passkeyId: string; password?: string | null | undefined },
): Promise<PasskeyRow> {
  const { userId } = await requireFresh(ctx, password)
  return ctx.db.transaction().execute(async (trx) => {
    await lockOwner(trx, userId)
    const row = await deletePasskey(trx, passkeyId, userId)
    if (!row) throw notFound('passkey')
    await keepAWay(trx, userId)
    await audit(trx, userId, 'passkey.removed', userId, { passkeyId })
    return row
  })
}

/** A user's passkeys; null for those who may not see them. */
export async function passkeysOf({ caller, loaders }: Context, userId: string): Promise<PasskeyRow[] | null> {
  return isSelfOr(caller, userId, 'ADMIN') ? loaders.passkeysOfUser.load(userId) : null
}

/** What the library has verified. Why it refuses is for our log alone. */
async function verified<T>({ log }: Context, verify: () => Promise<T | null>): Promise<T> {
  let fault = 'the signature is wrong'
  const result = await verify().catch((error: unknown) => {
    fault = sentenceOf(error)
    return null
  })
  if (result !== null) return result
  log.info({ fault }, 'a passkey was refused')
  throw refused()
}

const refused = () => refuse('PASSKEY_REFUSED', 'This passkey cannot be used. Begin anew, or sign in another way.')
