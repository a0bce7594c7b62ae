import { newId } from '#lib/id.ts'
import { databaseNow, saveCompared } from '../chains/chain.queries.ts'
import { adoptedAbove, findBatchOf, insertBatch, lastMinedNumber } from './batch.queries.ts'
import { abandonBatch, bookPaidBatch } from './batch.ts'
import type { FoundBatch } from './chain.ts'
import { signerOf, withLease, type Settlement } from './settlement.ts'
import type { Trx } from '../tables.ts'
import { findByHash, findCursor, nextStoredNonce, saveCursor, unfinalizeOutcomes } from './transaction.queries.ts'

/** The id of a local chain, which may be deleted and made anew. */
const LOCAL_CHAIN = 31337
/** Nodes refuse to search more blocks than this at once. */
const BLOCKS_AT_ONCE = 5_000

/**
 * Compares the ledger with what the contract has announced since the last time. Books batches that it did not know, from before this
 * database was restored from an older copy. With `whole` it begins at the first block.
 */
export async function reconcile(settlement: Settlement, options: { whole?: boolean } = {}): Promise<void> {
  const { db, chain, log } = settlement
  const began = await databaseNow(db)
  const head = await chain.head()
  const cursor = options.whole ? undefined : await findCursor(db, chain.id, chain.distributor)
  const standing = cursor !== undefined && (await chain.blockHash(cursor.block_number)) === cursor.block_hash
  if (cursor && !standing) await meetOtherChain(settlement, cursor.block_number)
  for (let from = standing ? cursor.block_number + 1 : chain.startBlock; from <= head; from += BLOCKS_AT_ONCE) {
    for (const found of await chain.batchesBetween(from, Math.min(from + BLOCKS_AT_ONCE - 1, head))) {
      const adopted = await withLease(settlement, (trx) => adopt(trx, settlement, found))
      if (adopted)
        log.warn({ batchNumber: found.number, hash: found.hash }, 'a batch was found on chain that the ledger did not have')
    }
  }
  // The cursor only moves to a final block: later ones are read again.
  const finalized = Math.min(await chain.finalizedNumber(), head)
  const hash = await chain.blockHash(finalized)
  const place = { chain_id: chain.id, distributor: chain.distributor }
  if (hash !== null) await saveCursor(db, { ...place, block_number: finalized, block_hash: hash })
  // What waits for a block and is not known here may still pay: an older self of this database has signed it.
  const [pending, { most }] = await Promise.all([chain.pendingNonce(), chain.nonce('latest')])
  if (pending > Math.max(most, await nextStoredNonce(db, signerOf(settlement))))
    log.warn({ pending }, 'a transaction of the signing key that is not known here waits for a block; other chains wait for it')
  else await saveCompared(db, chain.id, began)
}

/**
 * A final block is not on the chain any more, so this is another chain. A local one was deleted: what the new one has not paid is paid
 * there. Anywhere else it is a mistake, and nothing is sent.
 */
async function meetOtherChain(settlement: Settlement, block: number): Promise<void> {
  const { db, chain, log } = settlement
  if (chain.id !== LOCAL_CHAIN)
    throw new Error(
      `Block ${block}, final when we last looked, is not on the chain that the URLs of ${chain.name} lead to: the node lags behind, or the chain is another one. Nothing is sent until it is there.`,
    )
  log.warn({ block }, 'the local chain was made anew: what it has not paid is paid again')
  await unfinalizeOutcomes(db, signerOf(settlement))
}

/** Makes ledger and contract agree about the last batch before another one is made. False if they do not: then nothing may be sent. */
export async function agree(settlement: Settlement, batchNumber: number): Promise<boolean> {
  const { db, log } = settlement
  const agreed = async () => (await lastMinedNumber(db, contractOf(settlement))) === batchNumber
  if (await agreed()) return true
  await reconcile(settlement, { whole: true })
  if (await agreed()) return true
  // The chain has taken back batches that were only known from there. Nothing can be sent again, so they are made anew.
  await withLease(settlement, async (trx) => {
    for (const { id } of await adoptedAbove(trx, contractOf(settlement), batchNumber)) await abandonBatch(trx, id)
  })
  if (await agreed()) return true
  log.error({ batchNumber }, 'the ledger and the contract disagree about the last batch; nothing is sent')
  return false
}

const contractOf = ({ chain }: Settlement) => ({ chainId: chain.id, distributor: chain.distributor })

async function adopt(trx: Trx, { chain }: Settlement, found: FoundBatch): Promise<boolean> {
  const own = await findByHash(trx, found.hash)
  const known = await findBatchOf(trx, found.hash, own?.batch_id ?? null)
  // It is ours. The settlement books it when its block has the confirmations.
  if (known && known.status !== 'ABANDONED') return false
  const id = known?.id ?? newId()
  if (!known)
    await insertBatch(trx, {
      id,
      number: found.number,
      chain_id: chain.id,
      distributor: chain.distributor,
      keys_hash: found.keysHash,
      total: found.total.toString(),
      count: found.payouts.length,
      // Noted as given up, so that `bookPaidBatch` finds the number free.
      status: 'ABANDONED',
      adopted: true,
      transaction_hash: null,
      block_number: null,
      mined_at: null,
    })
  await bookPaidBatch(trx, { ...found, id, chainId: chain.id, distributor: chain.distributor })
  return true
}
