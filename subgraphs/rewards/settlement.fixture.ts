import { expect } from 'vitest'
import { until } from '../../test/until.ts'
import type { TestSettlement } from './rewards.fixture.ts'
import { settleOnce } from './settlement.service.ts'
import type { Settlement } from './settlement.ts'
import type { Db } from './tables.ts'

/** Lets the time pass after which a worker that has not renewed its lease is taken for dead. */
export const lapse = (db: Db) =>
  db
    .updateTable('signer_lease')
    .set({ expires_at: new Date(0) })
    .execute()

/** Rounds of one worker, the others being gone, until there is nothing left to do. */
export async function rounds(worker: Settlement): Promise<void> {
  await lapse(worker.db)
  await until(async () => (await settleOnce(worker)) === 'idle', { timeoutMs: 25_000 })
}

/** Lets a worker run until it dies, which it does by never coming back from the chain. */
export async function runUntilDeath(worker: (dies: () => void) => Settlement): Promise<void> {
  const death = Promise.withResolvers<void>()
  const mortal = worker(death.resolve)
  await lapse(mortal.db)
  const living = async () => {
    for (;;) await settleOnce(mortal)
  }
  await Promise.race([death.promise, living()])
}

/** All transactions ever signed, in their order. */
export const transactions = ({ db }: TestSettlement) =>
  db.selectFrom('chain_transaction').selectAll().orderBy('nonce').orderBy('attempt').execute()

/** Every reward has been paid exactly once: by its own status, the ledger, the balances and the bitmap on chain. */
export async function expectAllPaidOnce(world: TestSettlement, count: number): Promise<void> {
  const rewards = await world.db
    .selectFrom('reward')
    .innerJoin('wallet', 'wallet.user_id', 'reward.user_id')
    .select(['reward.id', 'reward.status', 'reward.amount', 'reward.chain_index', 'wallet.address'])
    .execute()
  expect(rewards).toHaveLength(count)
  expect(new Set(rewards.map(({ status }) => status))).toEqual(new Set(['SETTLED']))
  for (const reward of rewards) {
    expect(await world.chain.token.read.balanceOf(reward.address)).toBe(BigInt(reward.amount))
    expect(await world.chain.distributor.read.isPaid(BigInt(reward.chain_index))).toBe(true)
  }
  expect(await world.chain.token.read.totalSupply()).toBe(rewards.reduce((sum, { amount }) => sum + BigInt(amount), 0n))
  const entries = await world.db.selectFrom('ledger_entry').select(['reward_id', 'kind', 'amount']).execute()
  expect(
    entries
      .filter(({ kind }) => kind === 'SETTLED')
      .map(({ reward_id }) => reward_id)
      .toSorted(),
  ).toEqual(rewards.map(({ id }) => id).toSorted())
  const announced = await world.db
    .selectFrom('outbox')
    .select('aggregate_id')
    .where('name', '=', 'rewards.reward.settled')
    .execute()
  expect(announced.map(({ aggregate_id }) => aggregate_id).toSorted()).toEqual(rewards.map(({ id }) => id).toSorted())
}
