import { newId } from '#lib/id.ts'
import { markSubmitted } from './batch.queries.ts'
import { calldataOf, type Fees } from './chain.ts'
import { signerOf, withLease, type Settlement } from './settlement.ts'
import type { ChainTransaction } from '../tables.ts'
import { insertTransaction, markBroadcast, type Attempt } from './transaction.queries.ts'

/** Gas of a transfer of nothing to oneself, which fills a nonce. */
const NOOP_GAS = 21_000

/** Sends a stored transaction. Whatever the node answers, the receipt tells what became of it. */
export async function send(settlement: Settlement, transaction: ChainTransaction): Promise<void> {
  const { chain, log, db } = settlement
  try {
    await chain.broadcast(transaction.raw)
  } catch (error) {
    log.info(
      { err: error, hash: transaction.hash, nonce: transaction.nonce },
      'the node did not take a transaction; it is sent again',
    )
    return
  }
  await db.transaction().execute(async (trx) => {
    await markBroadcast(trx, transaction.id)
    await markSubmitted(trx, transaction.batch_id)
  })
}

/** Pushes a transaction that no block has: sends it again, outbids it, or at last fills its nonce with nothing. */
export async function push(settlement: Settlement, tries: Attempt[]): Promise<void> {
  const { chain, settings } = settlement
  const last = tries.at(-1)
  if (!last) return
  // Ages are by the database's clock of the time when they were stored. One stored in the future is older than its age says.
  const expired = Math.max(...tries.map(({ age_ms }) => age_ms)) > settings.expireAfterMs && last.kind === 'BATCH'
  const slow = last.age_ms < 0 || last.age_ms > settings.replaceAfterMs
  if (expired || slow) {
    const outbid = await replace(settlement, last, expired ? 'NOOP' : last.kind)
    if (outbid) return send(settlement, outbid)
  }
  if (!(await chain.knows(last.hash))) await send(settlement, last)
}

/** The next attempt at a nonce, stored; null if it would cost more than the ceiling. */
async function replace(
  settlement: Settlement,
  last: ChainTransaction,
  kind: ChainTransaction['kind'],
): Promise<ChainTransaction | null> {
  const { chain, log, settings } = settlement
  const fees = outbid(last, await chain.fees())
  if (fees.maxFeeWei > settings.maxFeeWei) {
    log.warn({ nonce: last.nonce, wanted: fees.maxFeeWei.toString() }, 'gas costs more than the ceiling; the transaction waits')
    return null
  }
  const batch = kind === 'BATCH' && { to: chain.distributor, data: calldataOf(last.raw), gasLimit: last.gas_limit }
  const call = batch || { to: chain.signer, data: '0x', gasLimit: NOOP_GAS }
  const { raw, hash } = await chain.sign({ nonce: last.nonce, ...call, ...fees })
  return withLease(settlement, (trx) =>
    insertTransaction(trx, {
      ...signerOf(settlement),
      id: newId(),
      nonce: last.nonce,
      attempt: last.attempt + 1,
      kind,
      batch_id: last.batch_id,
      raw,
      hash,
      max_fee_wei: fees.maxFeeWei.toString(),
      max_tip_wei: fees.maxTipWei.toString(),
      gas_limit: call.gasLimit,
      broadcast_at: null,
    }),
  )
}

/** Nodes only take a replacement that offers a tenth more in both fees. The market may want more than that. */
export function outbid(last: Pick<ChainTransaction, 'max_fee_wei' | 'max_tip_wei'>, market: Fees): Fees {
  const more = (wei: string, asked: bigint) => {
    const least = (BigInt(wei) * 110n) / 100n + 1n
    return least > asked ? least : asked
  }
  return { maxFeeWei: more(last.max_fee_wei, market.maxFeeWei), maxTipWei: more(last.max_tip_wei, market.maxTipWei) }
}
