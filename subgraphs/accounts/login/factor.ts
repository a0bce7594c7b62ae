import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import type { Trx } from '../tables.ts'
import { findFactor, takeStep, useRecoveryCode } from './factor.queries.ts'
import { openSecret } from '#lib/secrets/sealed.ts'
import { recoveryHash, stepOf } from './totp.ts'

/** Six digits, with a blank where the app shows one. */
const DIGITS = /^\d{3} ?\d{3}$/

/**
 * Takes a code of a user's confirmed authenticator app, or one of their recovery codes; each is taken once. BAD_CODE for any other. Count
 * the attempt first.
 */
export async function takeCode({ keys }: Pick<Context, 'keys'>, trx: Trx, userId: string, code: string): Promise<void> {
  const factor = await findFactor(trx, userId)
  if (!factor?.confirmed_at) throw wrongCode()
  if (DIGITS.test(code.trim())) return takeDigits(keys.factor, trx, factor, code)
  if (!(await useRecoveryCode(trx, userId, recoveryHash(keys.recovery, code)))) throw wrongCode()
}

/** Takes a code of an app, confirmed or not. */
export async function takeDigits(
  key: Uint8Array,
  trx: Trx,
  factor: { user_id: string; sealed: Buffer },
  code: string,
): Promise<void> {
  const step = stepOf(openSecret(key, factor.user_id, factor.sealed), code.replaceAll(' ', ''))
  if (step === null || !(await takeStep(trx, factor.user_id, step))) throw wrongCode()
}

const wrongCode = () =>
  refuse('BAD_CODE', 'This code is wrong, or was used before. Wait for the next one of your app.', ['input', 'code'])
