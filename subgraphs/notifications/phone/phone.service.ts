import { randomInt, timingSafeEqual } from 'node:crypto'
import { isSelf, requireUser } from '#lib/access.ts'
import { badInput } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { countSms } from '../sms/count.queries.ts'
import type { Texting } from '../sms/open.ts'
import { deletePhone, findPhone, saveCode, savePhone, tryCode } from '../sms/phone.queries.ts'
import type { Phone, PhoneCode } from '../sms/tables.ts'
import type { SmsAnswer } from '../sms/twilio.ts'
import { languageOf } from '../templates/reader.ts'
import type { Language } from '../templates/text.ts'
import { NoAnswer } from '../wire.ts'
import { PHONE_LIMITS } from './limits.ts'
import { readNumber } from './number.ts'

const WORDS: Readonly<Record<Language, (code: string) => string>> = {
  en: (code) => `${code} is your Evergraph code. Give it to nobody. It is good for 10 minutes.`,
  nl: (code) => `${code} is je Evergraph-code. Geef hem aan niemand. Hij is 10 minuten geldig.`,
  de: (code) => `${code} ist Ihr Evergraph-Code. Geben Sie ihn niemandem. Er gilt 10 Minuten.`,
  fr: (code) => `${code} est votre code Evergraph. Ne le donnez à personne. Il est valable 10 minutes.`,
}

/** Sends a code to a number that the caller says is theirs. The number that they have proven before stays until the code comes back. */
export async function setPhone(ctx: Context, text: string): Promise<PhoneCode> {
  const { userId } = requireUser(ctx.caller)
  const { twilio, secret, countries } = textingOf(ctx)
  const contact = await ctx.db.selectFrom('contact').selectAll().where('user_id', '=', userId).executeTakeFirst()
  // Accounts without a proven address cost nothing to make, and each would have codes of its own sent.
  if (!contact || contact.guest || !contact.email_verified)
    throw refuse('CONFLICT', 'Codes go to those who have proven their e-mail address. Prove yours, and try again in a minute.')
  const read = readNumber(text)
  if (!read) throw badInput(['input', 'number'], 'A mobile number with its country, e.g. +31 6 12345678.')
  const { number, country, ending } = read
  if (!countries.has(country)) throw refuse('COUNTRY_NOT_SERVED', 'No SMS are sent to this country.')
  const hash = secret.hash(number)
  const user = secret.hash(userId).toString('base64url')
  const counted = { id: newId(), purpose: 'CODE', user, number: hash.toString('base64url'), country } as const
  if ((await countSms(ctx.db, counted)) !== null)
    throw refuse('RATE_LIMITED', 'Too many codes were sent today. Try again tomorrow.')
  const code = String(randomInt(10 ** PHONE_LIMITS.codeDigits)).padStart(PHONE_LIMITS.codeDigits, '0')
  const row = { user_id: userId, number: secret.seal(userId, number), number_hash: hash, country, ending }
  const kept = await saveCode(ctx.db, { ...row, code_hash: secret.hash(`${userId} ${code}`) }, PHONE_LIMITS.codeMs)
  const body = WORDS[languageOf(contact.locale).language](code)
  refuseUnsent(await sendOnce(twilio, { to: number, body }))
  return kept
}

async function sendOnce(twilio: Texting['twilio'], sms: { to: string; body: string }): Promise<SmsAnswer> {
  try {
    return await twilio.send({ ...sms, callback: null })
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    return { state: 'LATER', reason: 'NO_ANSWER', afterMs: null }
  }
}

function refuseUnsent({ state }: SmsAnswer): void {
  if (state === 'UNREACHABLE' || state === 'REFUSED') throw badInput(['input', 'number'], 'No SMS can be sent to this number.')
  if (state === 'LATER') throw refuse('UNAVAILABLE', 'The code could not be sent now. Try again in a minute.')
}

/** Takes the code that was sent. The number is the caller's then, and gets SMS. */
export async function verifyPhone(ctx: Context, code: string): Promise<Phone> {
  const { userId } = requireUser(ctx.caller)
  const { secret } = textingOf(ctx)
  const sent = await tryCode(ctx.db, userId, PHONE_LIMITS.tries)
  if (!sent) throw refuse('CODE_EXPIRED', 'There is no code that is still good. Ask for another one.')
  if (!timingSafeEqual(secret.hash(`${userId} ${code}`), sent.code_hash))
    throw refuse('CODE_WRONG', `This is not the code. Tries that are left: ${PHONE_LIMITS.tries - sent.tries}.`, ['input', 'code'])
  return ctx.db.transaction().execute((trx) => savePhone(trx, sent))
}

/** Forgets the caller's number. Where there is none, nothing happens. */
export function removePhone({ db, caller }: Context): Promise<void> {
  const { userId } = requireUser(caller)
  return db.transaction().execute((trx) => deletePhone(trx, userId))
}

/** A user's number; null where there is none, and for others. */
export const phoneOf = async ({ db, caller }: Context, userId: string): Promise<Phone | null> =>
  isSelf(caller, userId) ? ((await findPhone(db, userId)) ?? null) : null

function textingOf({ texting }: Context): Texting {
  if (!texting) throw refuse('CHANNEL_OFF', 'SMS are not set up here.')
  return texting
}
