import type { Log } from '#lib/log.ts'
import type { Chain } from './chain.ts'
import type { ChainRow } from '../chains/chain-rows.ts'
import type { Config } from '../config.ts'
import type { Db, Trx } from '../tables.ts'
import { holdsLease } from './transaction.queries.ts'

/** What one worker of the settlement of a chain works with. */
export interface Settlement {
  db: Db
  chain: Chain
  log: Log
  settings: Config['settlement'] & Pick<ChainRow, 'confirmations' | 'maxFeeWei' | 'replaceAfterMs' | 'expireAfterMs'>
  /** All chains of the configuration, the standard one first. */
  rows: readonly ChainRow[]
  /** Id of this worker, for the lease of the signing key. */
  holder: string
}

/** Another worker has taken the signing key over, so nothing may be stored any more. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

export const signerOf = ({ chain }: Pick<Settlement, 'chain'>) => ({ chain_id: chain.id, signer: chain.signer })

/** A database transaction that only commits while this worker has the signing key. */
export const withLease = <T>({ db, chain, holder }: Settlement, work: (trx: Trx) => Promise<T>): Promise<T> =>
  db.transaction().execute(async (trx) => {
    if (!(await holdsLease(trx, signerOf({ chain }), holder))) throw new LeaseLost('The lease of the signing key has passed on.')
    return work(trx)
  })
