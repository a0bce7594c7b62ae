import type { EventEnvelope } from '#lib/events.ts'
import type { Trx } from '../tables.ts'
import { tell } from './tell.ts'

/** Tells a user that somebody signed in from where they have not been of late. */
export async function tellSignIn(trx: Trx, event: EventEnvelope<'accounts.login.opened-on-new-device'>): Promise<void> {
  const { userId, loginId, device } = event.data
  const params = { device, signedInAt: event.occurredAt }
  await tell(trx, event, 'NEW_SIGN_IN', { userId, cause: loginId, params, link: '/devices' })
}

/** Tells a user that their address is another. The old address has a letter of its own, with a link to undo it. */
export async function tellAddress(trx: Trx, event: EventEnvelope<'accounts.user.changed-email'>): Promise<void> {
  const { userId, undone } = event.data
  await tell(trx, event, 'EMAIL_CHANGED', { userId, params: { undone }, link: '/account' })
}

/** Tells an operator that their money goes elsewhere from now on: it may not have been they. */
export async function tellPayoutAccount(trx: Trx, event: EventEnvelope<'payments.payout-account.changed'>): Promise<void> {
  const { operatorId, account, restsUntil } = event.data
  await tell(trx, event, 'PAYOUT_ACCOUNT_CHANGED', { userId: operatorId, params: { account, restsUntil }, link: '/payouts' })
}
