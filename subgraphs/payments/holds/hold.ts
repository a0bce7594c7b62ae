import { emit } from '#db/outbox.ts'
import type { EventCatalogue } from '#lib/events.ts'
import type { UpdateObject } from 'kysely'
import { walletReleased } from '../ledger/journals.ts'
import { begin } from '../operations/begin.ts'
import type { Hold, PaymentsTables, Trx } from '../tables.ts'
import { lockHold, updateHold } from './hold.queries.ts'

/** What others are told of a hold, whole. */
export const told = (hold: Hold): EventCatalogue['payments.hold.changed'] => ({
  holdId: hold.id,
  userId: hold.user_id,
  connectorId: hold.connector_id,
  state: hold.state,
  amountMinor: hold.amount_minor,
  currency: hold.currency,
  usableUntil: hold.state === 'AUTHORISED' && hold.session_id === null ? hold.usable_until.toISOString() : null,
})

/** Changes a hold that is locked, and says so. The database refuses a step back. */
export async function changeHold(trx: Trx, hold: Hold, change: UpdateObject<PaymentsTables, 'hold'>): Promise<Hold> {
  const changed = await updateHold(trx, hold.id, change)
  await emit(trx, 'payments.hold.changed', hold.id, told(changed))
  return changed
}

/**
 * Takes so much of a hold, once, and lets the rest go; 0 lets all of it go. CAPTURING: the provider is asked, and `HoldOwner` is told what
 * came of it. CAPTURED: it is taken, at once where it is a wallet's, which is booked too. GONE: there is nothing to take any more. Locks the
 * hold: whoever locks a bill as well does so after this.
 */
export async function captureHold(
  trx: Trx,
  holdId: string,
  amountMinor: number,
): Promise<'CAPTURING' | 'CAPTURED' | 'RELEASED' | 'GONE'> {
  if (amountMinor === 0) return (await releaseHold(trx, holdId)) ? 'RELEASED' : 'GONE'
  const hold = await lockHold(trx, holdId)
  if (hold?.state === 'CAPTURING' || hold?.state === 'CAPTURED') return hold.state
  if (hold?.state !== 'AUTHORISED') {
    await releaseHold(trx, holdId)
    return 'GONE'
  }
  if (!(amountMinor > 0 && amountMinor <= hold.amount_minor))
    throw new Error(`${amountMinor} cannot be taken of a hold of ${hold.amount_minor}.`)
  const { id, provider, external_id: paymentId, user_id: userId, currency } = hold
  if (provider === 'WALLET') {
    await walletReleased(trx, { holdId: id, userId, currency, amountMinor: hold.amount_minor, takenMinor: amountMinor })
    await changeHold(trx, hold, { state: 'CAPTURED', captured_minor: amountMinor })
    return 'CAPTURED'
  }
  if (paymentId === null) throw new Error('A hold is authorised, and nobody knows its payment.')
  await begin(trx, { kind: 'CAPTURE', provider, subject: ['HOLD', id], request: { paymentId }, amount: { amountMinor, currency } })
  await changeHold(trx, hold, { state: 'CAPTURING' })
  return 'CAPTURING'
}

/** Lets a hold go of which nothing was taken. False where there is nothing to let go any more. Locks the hold. */
export async function releaseHold(trx: Trx, holdId: string): Promise<boolean> {
  const hold = await lockHold(trx, holdId)
  if (!hold || !LIVES.includes(hold.state)) return false
  const { id, provider, user_id: userId, currency, amount_minor: amountMinor } = hold
  if (provider === 'WALLET') {
    await walletReleased(trx, { holdId: id, userId, currency, amountMinor })
    await changeHold(trx, hold, { state: 'RELEASED' })
    return true
  }
  // Where its payment is not known yet, it is let go as soon as it is: `settleHold` sees to it.
  await letGo(trx, await changeHold(trx, hold, { state: 'RELEASING', client_secret: null, approval_url: null }))
  return true
}
const LIVES: readonly Hold['state'][] = ['CREATED', 'REQUIRES_ACTION', 'AUTHORISED']

/** Has the provider let a payment go that nobody wants any more. */
export async function letGo(trx: Trx, { id, provider, external_id: paymentId }: Hold): Promise<void> {
  if (provider === 'WALLET' || paymentId === null) return
  await begin(trx, { kind: 'RELEASE', provider, subject: ['HOLD', id], request: { paymentId } })
}
