import type { EventEnvelope } from '#lib/events.ts'
import type { Services } from '../context.ts'
import { payoutAddress } from './custody.ts'
import { insertWallet, nextWalletIndex } from '../reward.queries.ts'
import type { Trx } from '../tables.ts'

/** Gives a new user a payout address of their own. */
export async function openWallet(trx: Trx, event: EventEnvelope<'accounts.user.registered'>, { config }: Pick<Services, 'config'>) {
  const index = await nextWalletIndex(trx)
  await insertWallet(trx, {
    user_id: event.data.userId,
    derivation_index: index,
    address: payoutAddress(config.custodyXpub, index),
  })
}
