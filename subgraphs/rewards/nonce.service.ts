import { newId } from '#lib/id.ts'
import { counter } from '#lib/metrics.ts'
import { abandonBatch, markSubmitted, reopenBatch } from './batch.queries.ts'
import { calldataOf, type Fees, type Mined } from './chain.ts'
import { bookPaidBatch } from './payout.service.ts'
import { signerOf, withLease, type Settlement } from './settlement.ts'
import type { ChainTransaction, NonceOutcome } from './tables.ts'
import {
  deleteOutcome,
  finalizeOutcomes,
  insertTransaction,
  markBroadcast,
  openOutcomes,
  openTransactions,
  outcomesFrom,
  saveOutcome,
} from './transaction.queries.ts'

/** Gas of a transfer of nothing to oneself, which fills a nonce. */
const NOOP_GAS = 21_000

const noncesJudged = counter('evergraph_rewards_nonces_total', 'What became of signed transactions.', ['outcome'])

/**
 * Looks at every nonce whose story is not over, in order, and judges it by receipts alone. Gives back whether the line is clear:
 * everything we have signed is in a block.
 */
export async function judgeNonces(settlement: Settlement): Promise<boolean> {
  const { db, chain } = settlement
  // Read before the receipts: if a nonce is used up by then, its receipt was there to be found.
  const nonce = await chain.nonce('latest')
  const [head, finalNumber, finalNonce] = await Promise.all([chain.head(), chain.finalizedNumber(), chain.nonce('finalized')])
  // Blocks are gone, even ones taken for final: a chain put back to an older state. What we sent since goes out again.
  for (const outcome of await outcomesFrom(db, signerOf(settlement), nonce)) await reopen(settlement, outcome)

  const attempts = Map.groupBy(await openTransactions(db, signerOf(settlement)), (row) => row.nonce)
  const outcomes = new Map((await openOutcomes(db, signerOf(settlement))).map((row) => [row.nonce, row]))
  let clear = true
  for (const [n, tries] of attempts) {
    const state = await judge(settlement, { tries, outcome: outcomes.get(n), used: n < nonce, headNumber: head.number })
    if (state === 'open') clear = false
  }
  await finalizeOutcomes(db, signerOf(settlement), { block: finalNumber, nonce: finalNonce })
  return clear
}

/** Sends a stored transaction; what becomes of it is seen by its receipt, whatever the node answers. */
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

interface Slot {
  tries: ChainTransaction[]
  outcome: NonceOutcome | undefined
  /** The chain has a transaction under this nonce, ours or not. */
  used: boolean
  headNumber: number
}

async function judge(settlement: Settlement, { tries, outcome, used, headNumber }: Slot): Promise<'open' | 'done'> {
  const { chain, settings } = settlement
  for (const attempt of tries) {
    const mined = await chain.mined(attempt.hash)
    if (!mined) continue
    if (outcome?.block_hash === mined.blockHash) return 'done'
    if (headNumber - mined.blockNumber + 1 < settings.confirmations) return 'open'
    await recordMined(settlement, attempt, mined)
    return 'done'
  }
  if (used) {
    if (outcome?.outcome !== 'LOST') await recordLost(settlement, tries)
    return 'done'
  }
  if (outcome) await reopen(settlement, outcome)
  await push(settlement, tries)
  return 'open'
}

async function recordMined(settlement: Settlement, attempt: ChainTransaction, mined: Mined): Promise<void> {
  const { chain, log } = settlement
  const { nonce, batch_id: batchId, kind } = attempt
  const outcome = kind === 'NOOP' ? 'FILLED' : mined.succeeded && mined.paid ? 'MINED' : 'FAILED'
  await withLease(settlement, async (trx) => {
    await saveOutcome(trx, {
      ...signerOf(settlement),
      nonce,
      outcome,
      hash: mined.hash,
      block_number: mined.blockNumber,
      block_hash: mined.blockHash,
    })
    if (outcome !== 'MINED') return abandonUnlessPaid(trx, batchId)
    const batch = await trx
      .selectFrom('batch')
      .select(['id', 'number', 'distributor'])
      .where('id', '=', batchId)
      .executeTakeFirstOrThrow()
    const payouts = chain.decodeBatch(calldataOf(attempt.raw)) ?? []
    await bookPaidBatch(trx, { ...batch, hash: mined.hash, blockNumber: mined.blockNumber, payouts })
  })
  noncesJudged.inc({ outcome })
  if (outcome === 'MINED') log.info({ nonce, hash: mined.hash, block: mined.blockNumber }, 'a batch is settled')
  else log.warn({ nonce, hash: mined.hash, outcome }, 'a batch was not paid; its rewards wait for another one')
}

/** Somebody else has used the nonce: before a restore from an older copy it may have been us, which `reconcile` then finds. */
async function recordLost(settlement: Settlement, tries: ChainTransaction[]): Promise<void> {
  const [first] = tries
  if (!first) return
  const { nonce } = first
  noncesJudged.inc({ outcome: 'LOST' })
  settlement.log.warn({ nonce }, 'the nonce was used by a transaction that is not known here')
  await withLease(settlement, async (trx) => {
    await saveOutcome(trx, { ...signerOf(settlement), nonce, outcome: 'LOST', hash: null, block_number: null, block_hash: null })
    for (const id of new Set(tries.map(({ batch_id }) => batch_id))) await abandonUnlessPaid(trx, id)
  })
}

async function abandonUnlessPaid(trx: Parameters<typeof abandonBatch>[0], batchId: string): Promise<void> {
  const batch = await trx.selectFrom('batch').select('status').where('id', '=', batchId).forUpdate().executeTakeFirst()
  if (batch?.status === 'OPEN') await abandonBatch(trx, batchId)
}

async function reopen(settlement: Settlement, outcome: NonceOutcome): Promise<void> {
  const { nonce, hash } = outcome
  settlement.log.warn({ nonce, hash }, 'the chain has taken back the block of a transaction; it goes out again')
  await withLease(settlement, async (trx) => {
    await deleteOutcome(trx, signerOf(settlement), nonce)
    const ours = await trx
      .selectFrom('chain_transaction')
      .select('batch_id')
      .where('hash', '=', hash ?? '')
      .executeTakeFirst()
    if (ours) await reopenBatch(trx, ours.batch_id)
  })
}

/** Keeps a transaction going that no block has: sends it again, outbids it, or at last fills its nonce with nothing. */
async function push(settlement: Settlement, tries: ChainTransaction[]): Promise<void> {
  const { chain, settings } = settlement
  const [first, last] = [tries.at(0), tries.at(-1)]
  if (!first || !last) return
  const now = Date.now()
  const expired = now - first.stored_at.getTime() > settings.expireAfterMs && last.kind === 'BATCH'
  const slow = now - last.stored_at.getTime() > settings.replaceAfterMs
  if (expired || slow) {
    const outbid = await replace(settlement, last, expired ? 'NOOP' : last.kind)
    if (outbid) return send(settlement, outbid)
  }
  if (!(await chain.knows(last.hash))) await send(settlement, last)
}

/** The next attempt at a nonce, stored; null when it would cost more than the ceiling. */
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

/** Nodes take a replacement only for a tenth more in both fees; the market may want more than that. */
export function outbid(last: Pick<ChainTransaction, 'max_fee_wei' | 'max_tip_wei'>, market: Fees): Fees {
  const more = (wei: string, asked: bigint) => {
    const least = (BigInt(wei) * 110n) / 100n + 1n
    return least > asked ? least : asked
  }
  return { maxFeeWei: more(last.max_fee_wei, market.maxFeeWei), maxTipWei: more(last.max_tip_wei, market.maxTipWei) }
}
