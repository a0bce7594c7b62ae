import { emit } from '#db/outbox.ts'
import type { EventCatalogue } from '#lib/events.ts'
import type { Services } from '../context.ts'
import type { Trx } from '../tables.ts'
import { findUser } from '../user.queries.ts'
import { linkTo, sealed } from './sealed.ts'

/**
 * Writes to an operator whose payouts go to another account from now on: it may not have been they. Not to an address that was never
 * proven, whose reader may be anybody.
 */
export async function tellPayoutAccount(
  trx: Trx,
  { operatorId, account, restsUntil }: EventCatalogue['payments.payout-account.changed'],
  services: Services,
): Promise<void> {
  const user = await findUser(trx, operatorId)
  if (!user?.email_verified_at) return
  const { email: to, display_name: name, locale, id: userId } = user
  const letter = await sealed(services, 'PAYOUT_ACCOUNT', { to, name, locale, link: linkTo(services, 'PAYOUT_ACCOUNT') })
  if (letter !== null) await emit(trx, 'accounts.payout-notice.requested', userId, { userId, account, restsUntil, letter })
}
