import { createHmac } from 'node:crypto'
import { refuse } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { begin } from '../operations/begin.ts'
import type { Method, Payer, ProviderName } from '../providers/provider.ts'
import { isGuest } from '../standing/guest.queries.ts'
import type { PaymentMethod, Trx } from '../tables.ts'
import { METHOD_LIMITS } from './limits.ts'
import { activeMethodsOf, findActive, findCustomer, insertMethod, lockAddress, saveCustomer, triesOf } from './method.queries.ts'

/** What a row has of a way to pay that the provider keeps. */
export const columnsOf = ({ methodId, customerId, kind, label, expires }: Method) => ({
  method_id: methodId,
  customer_id: customerId,
  kind,
  label,
  // The day before the first of the next month.
  expires_on: expires && new Date(expires.year, expires.month, 0),
})

/** Keeps the way that something was paid with, where its user wanted that. Gives its id; null if it is somebody else's. */
export async function keepMethod(trx: Trx, userId: string, provider: ProviderName, method: Method): Promise<string | null> {
  const kept = await findActive(trx, provider, method.methodId)
  if (kept) return kept.user_id === userId ? kept.id : null
  await saveCustomer(trx, userId, provider, method.customerId)
  const others = await activeMethodsOf(trx, userId)
  const row = { id: newId(), user_id: userId, provider, state: 'ACTIVE', is_default: others.length === 0 } as const
  const { id } = await insertMethod(trx, { ...row, ...columnsOf(method), idempotency_key: newId() })
  return id
}

/** Who pays, as a provider knows them: by the customer that the way to pay belongs to. */
export async function payerOf(trx: Trx, userId: string, provider: ProviderName, method: PaymentMethod | null): Promise<Payer> {
  const customer = await findCustomer(trx, userId, provider)
  return { userId, customerId: method?.customer_id ?? customer?.customer_id ?? null }
}

/** True after a card's last day. */
export const isExpired = ({ expires_on: last }: PaymentMethod, now = new Date()): boolean =>
  last !== null && now >= new Date(last.getFullYear(), last.getMonth(), last.getDate() + 1)

/** Has the provider forget a way to pay. */
export async function forgetMethod(trx: Trx, { id, provider, method_id: methodId }: PaymentMethod): Promise<void> {
  if (methodId !== null) await begin(trx, { kind: 'REMOVE', provider, subject: ['METHOD', id], request: { methodId } })
}

/** An address, so that it can be counted and is in no list: without our secret nobody finds it by trying all that there are. */
export const addressKey = ({ linkSecret }: Pick<Config, 'linkSecret'>, address: string | null): string | null =>
  address === null ? null : createHmac('sha256', linkSecret).update(`address ${address}`).digest('base64url')

/**
 * From where something new is tried out to pay with. Null of a wallet, and of a way that is kept: strangers at one address, who try cards there,
 * keep nobody from those.
 */
export const triedFrom = (
  { config, clientAddress }: Pick<Context, 'config' | 'clientAddress'>,
  provider: ProviderName | null | undefined,
): string | null => (provider == null ? null : addressKey(config, clientAddress))

/**
 * Refuses who tries too often. Call it under the lock of the user, and write what they try in the same transaction: the address is locked
 * until then, so that of many users there at once each sees the others.
 */
export async function limitTries(trx: Trx, userId: string, askedFrom: string | null, what: 'SET_UP' | 'HOLD'): Promise<void> {
  const { setUpsDaily, holdsDaily, failed, failedOfGuests } = METHOD_LIMITS
  if (askedFrom !== null) await lockAddress(trx, askedFrom)
  const tries = await triesOf(trx, userId, askedFrom)
  const many = what === 'SET_UP' ? tries.setUps >= setUpsDaily : tries.holds >= holdsDaily
  if (many) throw refuse('RATE_LIMITED', 'You have done this too often today. Try again tomorrow.')
  const most = (await isGuest(trx, userId)) ? failedOfGuests : failed
  if (tries.failedByUser >= most.perUserDaily || tries.failedByAddress >= most.perAddressDaily)
    throw refuse('RATE_LIMITED', 'Too many ways to pay were declined or not confirmed today. Try again tomorrow.')
}
