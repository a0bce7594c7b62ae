import type { EventEnvelope } from '#lib/events.ts'
import type { Services } from '../context.ts'
import { payoutAddress } from './custody.ts'
import { hasWallet, insertWallet, nextWalletIndex } from '../reward.queries.ts'
import type { Trx } from '../tables.ts'

/** Gives a new user a payout address of their own. */
export async function openWallet(trx: Trx, event: EventEnvelope<'accounts.user.registered'>, { config }: Pick<Services, 'config'>) {
  // Told again, they have one: an index that is drawn in vain would be missed by who looks for wallets in order.
  if (await hasWallet(trx, event.data.userId)) return
  const index = await nextWalletIndex(trx)
  await insertWallet(trx, {
    user_id: event.data.userId,
    derivation_index: index,
    address: payoutAddress(config.custodyXpub, index),
  })
}
