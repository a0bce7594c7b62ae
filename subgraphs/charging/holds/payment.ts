import { versionAt } from '#db/tariff-version.ts'
import { preauthorizationOf } from '#lib/tariff/preauthorization.ts'
import { refuse } from '../errors.ts'
import { tariffOfConnector } from '../projection.queries.ts'
import type { Connector, Hold, Trx } from '../tables.ts'
import { isGuest } from './guest.queries.ts'
import { findByHold, hasProviders, lockHold, standingOf } from './hold.queries.ts'

const PATH = ['input', 'holdId']

/**
 * How a start is to be paid: by the hold that it names, or later (null). Refuses who has not paid what is overdue, and who needs a hold and
 * names none. A customer of a partner's needs none: the partner pays. A guest pays nothing later: nobody could ask them.
 */
export async function paymentOf(
  trx: Trx,
  { userId, partnerId }: { userId: string; partnerId: string | null },
  connector: Connector,
  holdId: string | null,
): Promise<Hold | null> {
  const standing = partnerId === null ? await standingOf(trx, userId) : 'POST_PAID'
  if (standing === 'BLOCKED')
    throw refuse('PAYMENT_OVERDUE', 'A bill of yours is overdue. Pay it with payBill; then you can charge at once.')
  if (holdId !== null) return usableHold(trx, userId, connector, holdId)
  if (standing === 'POST_PAID') return null
  const tariff = await tariffNow(trx, connector)
  if (!tariff) return null
  if (preauthorizationOf(tariff) === null || !(await hasProviders(trx))) {
    if (!(await isGuest(trx, userId))) return null
    throw refuse(
      'ACCOUNT_NEEDED',
      'A guest pays with an amount that is blocked first, and none can be blocked here. Register, signed in as you are, and you pay later.',
    )
  }
  throw refuse(
    'HOLD_NEEDED',
    'Charging here needs an amount to be blocked first. Block it with authorisePayment, and start with its holdId.',
    PATH,
  )
}

async function usableHold(trx: Trx, userId: string, connector: Connector, id: string): Promise<Hold> {
  const hold = await lockHold(trx, id)
  // Somebody else's is answered like one that was not heard of yet: that is the same to whoever has just made one.
  if (hold?.user_id !== userId || hold.state === 'CREATED' || hold.state === 'REQUIRES_ACTION') throw notReady()
  if (hold.state !== 'AUTHORISED' || hold.usable_until === null || hold.usable_until <= new Date())
    throw unusable('The hold can be used no more. Make another one with authorisePayment.')
  if (hold.connector_id !== connector.id)
    throw unusable('The hold is for another connector. Make one for this connector with authorisePayment.')
  const tariff = await tariffNow(trx, connector)
  if (tariff && tariff.currency !== hold.currency)
    throw unusable('The prices here are in another currency now. Make another hold with authorisePayment.')
  return hold
}

/** Refuses a hold that began another session: whoever was first has it. */
export async function refuseUsed(trx: Trx, { id }: Hold): Promise<void> {
  if (await findByHold(trx, id)) throw unusable('The hold began another session already. Make another one with authorisePayment.')
}

const notReady = () =>
  refuse(
    'HOLD_NOT_READY',
    'There is no such hold, or it is not authorised yet, or we have not heard of it yet. If you have just made it, try again in a second, with the same idempotencyKey.',
    PATH,
  )

const unusable = (message: string) => refuse('HOLD_UNUSABLE', message, PATH)

async function tariffNow(trx: Trx, connector: Connector) {
  const now = new Date()
  const tariffId = await tariffOfConnector(trx, connector.id, now)
  return tariffId == null ? null : ((await versionAt(trx, tariffId, now))?.data ?? null)
}
