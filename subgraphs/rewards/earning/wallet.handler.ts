import type { EventEnvelope } from '#lib/events.ts'
import type { Services } from '../context.ts'
import { payoutAddress } from './custody.ts'
import { deleteGuest, hasWallet, insertGuest, insertWallet, nextWalletIndex } from '../reward.queries.ts'
import type { Trx } from '../tables.ts'

/** Gives a new user a payout address of their own. A guest has none until they register: they earn nothing. */
export async function openWallet(trx: Trx, event: EventEnvelope<'accounts.user.registered'>, { config }: Pick<Services, 'config'>) {
  const { userId, guest } = event.data
  if (guest) return void (await insertGuest(trx, userId))
  await deleteGuest(trx, userId)
  // Told again, they have one: an index that is drawn in vain would be missed by who looks for wallets in order.
  if (await hasWallet(trx, userId)) return
  const index = await nextWalletIndex(trx)
  await insertWallet(trx, {
    user_id: userId,
    derivation_index: index,
    address: payoutAddress(config.custodyXpub, index),
  })
}
