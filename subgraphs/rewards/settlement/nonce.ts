import { counter } from '#lib/metrics.ts'
import { lockBatch } from './batch.queries.ts'
import { abandonUnlessPaid, bookPaidBatch, reopenBatch } from './batch.ts'
import { calldataOf, type Mined } from './chain.ts'
import { push } from './sending.ts'
import { signerOf, withLease, type Settlement } from './settlement.ts'
import type { ChainTransaction, NonceOutcome } from '../tables.ts'
import {
  deleteOutcome,
  finalizeOutcomes,
  findByHash,
  openOutcomes,
  openTransactions,
  outcomesFrom,
  saveOutcome,
  type Attempt,
} from './transaction.queries.ts'

const noncesEnded = counter('evergraph_rewards_nonces_total', 'What became of signed transactions.', ['outcome'])

/**
 * Looks at every open nonce, in order. Receipts alone tell what became of it. True if the line is clear: everything we have signed is in a
 * block.
 */
export async function checkNonces(settlement: Settlement): Promise<boolean> {
  const { db, chain } = settlement
  // Read before the receipts: if a nonce is used up by then, its receipt was there to be found.
  const nonce = await chain.nonce('latest')
  const [head, finalNumber, finalNonce] = await Promise.all([chain.head(), chain.finalizedNumber(), chain.nonce('finalized')])
  // Blocks are gone, even final ones: the chain was put back to an older state. What we sent since goes out again.
  for (const outcome of await outcomesFrom(db, signerOf(settlement), nonce.most)) await reopen(settlement, outcome)

  const attempts = Map.groupBy(await openTransactions(db, signerOf(settlement)), (row) => row.nonce)
  const outcomes = new Map((await openOutcomes(db, signerOf(settlement))).map((row) => [row.nonce, row]))
  let clear = true
  for (const [n, tries] of attempts) {
    const state = await check(settlement, { tries, outcome: outcomes.get(n), used: n < nonce.least, head, finalNumber })
    if (state === 'open') clear = false
  }
  await finalizeOutcomes(db, signerOf(settlement), { block: finalNumber, nonce: finalNonce.least })
  return clear
}

interface Slot {
  tries: Attempt[]
  outcome: NonceOutcome | undefined
  /** The chain has a transaction under this nonce, ours or not. */
  used: boolean
  head: number
  finalNumber: number
}

async function check(settlement: Settlement, { tries, outcome, used, head, finalNumber }: Slot): Promise<'open' | 'done'> {
  const { chain, settings } = settlement
  for (const attempt of tries) {
    const mined = await chain.mined(attempt.hash)
    // What one node has forgotten is not taken back, and what one has seen is not lost.
    if (mined === 'UNSURE') return outcome ? 'done' : 'open'
    if (!mined) continue
    if (outcome?.block_hash === mined.blockHash) return 'done'
    // In another block it may have another outcome.
    if (outcome) await reopen(settlement, outcome)
    const { confirmations } = settings
    const sure = confirmations === 'finalized' ? mined.blockNumber <= finalNumber : head - mined.blockNumber + 1 >= confirmations
    if (!sure) return 'open'
    await recordMined(settlement, attempt, mined)
    return 'done'
  }
  if (used) {
    if (outcome?.outcome === 'LOST') return 'done'
    // It was in a block that is gone, and another transaction has its nonce now.
    if (outcome) await reopen(settlement, outcome)
    await recordLost(settlement, tries)
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
      fee_wei: mined.feeWei.toString(),
    })
    if (outcome !== 'MINED') return abandonUnlessPaid(trx, batchId)
    const { id, number, distributor, chain_id: chainId } = await lockBatch(trx, batchId)
    const payouts = chain.decodeBatch(calldataOf(attempt.raw)) ?? []
    await bookPaidBatch(trx, { id, number, chainId, distributor, hash: mined.hash, blockNumber: mined.blockNumber, payouts })
  })
  noncesEnded.inc({ outcome })
  if (outcome === 'MINED') log.info({ nonce, hash: mined.hash, block: mined.blockNumber }, 'a batch is settled')
  else log.warn({ nonce, hash: mined.hash, outcome }, 'a batch was not paid; its rewards wait for another one')
}

/** Another transaction has used the nonce. Before a restore from an older copy it may have been ours; `reconcile` finds it then. */
async function recordLost(settlement: Settlement, tries: ChainTransaction[]): Promise<void> {
  const [first] = tries
  if (!first) return
  const { nonce } = first
  noncesEnded.inc({ outcome: 'LOST' })
  settlement.log.warn({ nonce }, 'the nonce was used by a transaction that is not known here')
  await withLease(settlement, async (trx) => {
    await saveOutcome(trx, { ...signerOf(settlement), nonce, outcome: 'LOST', ...NOT_OURS })
    for (const id of new Set(tries.map(({ batch_id }) => batch_id))) await abandonUnlessPaid(trx, id)
  })
}

const NOT_OURS = { hash: null, block_number: null, block_hash: null, fee_wei: null }

async function reopen(settlement: Settlement, outcome: NonceOutcome): Promise<void> {
  const { nonce, hash } = outcome
  settlement.log.warn({ nonce, hash }, 'the chain has taken back the block of a transaction; it is looked at anew')
  await withLease(settlement, async (trx) => {
    await deleteOutcome(trx, signerOf(settlement), nonce)
    const ours = await findByHash(trx, hash ?? '')
    if (ours) await reopenBatch(trx, ours.batch_id)
  })
}
