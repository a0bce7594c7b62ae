import type { EventEnvelope } from '#lib/events.ts'
import { saveLinkedWallet } from '../reward.queries.ts'
import type { Trx } from '../tables.ts'

/** What a user earns from now on is paid to their own wallet. What waits stays where it was. */
export const linkWallet = (trx: Trx, { data, position = 0 }: EventEnvelope<'accounts.wallet.linked'>): Promise<void> =>
  saveLinkedWallet(trx, {
    user_id: data.userId,
    address: data.address,
    chain_id: data.contract ? data.chainId : null,
    position,
  })

/** What a user earns from now on is paid to the address that they have here. */
export const unlinkWallet = (trx: Trx, { data, position = 0 }: EventEnvelope<'accounts.wallet.unlinked'>): Promise<void> =>
  saveLinkedWallet(trx, { user_id: data.userId, address: null, chain_id: null, position })
