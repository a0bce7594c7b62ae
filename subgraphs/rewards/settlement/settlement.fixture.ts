import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import { connect } from '#db/connect.ts'
import type { EventCatalogue } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { callerPublicKeyPem } from '../../../test/caller.ts'
import { testChain, type TestChain } from '../../../test/chain.ts'
import { testDatabase } from '../../../test/postgres.ts'
import { until } from '../../../test/until.ts'
import { saveChains } from '../chains/chain.queries.ts'
import type { ChainRow } from '../chains/chain-rows.ts'
import { createChain, type Chain } from './chain.ts'
import { rewardsConfig } from '../config.ts'
import { rewardSession } from '../earning/earn.handler.ts'
import { completed, environment, envelope, limit } from '../rewards.fixture.ts'
import { settleOnce } from './round.ts'
import type { Settlement } from './settlement.ts'
import type { Db, RewardsTables } from '../tables.ts'
import { openWallet } from '../earning/wallet.handler.ts'

const log = createLog('rewards', { level: process.env['TEST_LOG'] ?? 'silent' })

/** The settlement alone, on a chain of its own unless one is given, with no loop: tests run its rounds, and let workers die between their steps. */
export async function testSettlement(
  options: { more?: Record<string, string>; args?: readonly string[]; chain?: TestChain | undefined } = {},
) {
  await using stack = new AsyncDisposableStack()
  const anvil = async () => options.chain ?? stack.use(await testChain(options.args ? { args: options.args } : {}))
  const [database, chain] = await Promise.all([testDatabase('rewards'), anvil()])
  stack.use(database)
  const db = stack.adopt(connect<RewardsTables>({ url: database.url, schema: 'rewards', log }), (opened) => opened.destroy())
  await limit(db)
  const given = { DATABASE_URL: database.url, CALLER_PUBLIC_KEY: callerPublicKeyPem }
  const config = rewardsConfig({ ...given, ...environment(chain), ...options.more })
  const [row] = config.chains
  await saveChains(db, config.chains)
  const opened = stack.move()
  return {
    chain,
    database,
    db,
    config,
    row,
    /** A worker of its own; `wrap` stands between it and the chain. */
    worker(wrap: (real: Chain) => Partial<Chain> = () => ({}), on: ChainRow = row): Settlement {
      const real = opened.use(createChain(on))
      const settings = { ...config.settlement, ...on }
      return { db, log, settings, rows: config.chains, holder: newId(), chain: { ...real, ...wrap(real) } }
    },
    /** Users with one reward each; gives back the sessions. */
    async earn(count: number, over: Partial<EventCatalogue['charging.session.completed']> = {}): Promise<string[]> {
      const sessions: string[] = []
      for (let i = 0; i < count; i++) {
        const data = completed(over)
        const userId = data.userId ?? newId()
        await db.transaction().execute(async (trx) => {
          await openWallet(trx, envelope('accounts.user.registered', { userId, displayName: 'Ada', roles: [] }), { config })
          await rewardSession(trx, envelope('charging.session.completed', data))
        })
        sessions.push(data.sessionId)
      }
      return sessions
    },
    /** Many waiting rewards at once, of users with addresses out of the air. */
    async fill(count: number): Promise<void> {
      const rule = await db
        .selectFrom('reward_rule')
        .select(['id', 'name'])
        .where('name', '=', 'charging.energy')
        .executeTakeFirstOrThrow()
      const users = Array.from({ length: count }, (_, i) => ({ userId: newId(), sessionId: newId(), index: 1_000_000 + i }))
      const hex = (bytes: number) => `0x${randomBytes(bytes).toString('hex')}`
      await db
        .insertInto('wallet')
        .values(users.map(({ userId, index }) => ({ user_id: userId, derivation_index: index, address: hex(20) })))
        .execute()
      const reward = {
        rule_id: rule.id,
        rule_name: rule.name,
        source_type: 'CHARGING_SESSION' as const,
        quantity: 1000,
        amount: '1000000000000000000',
        payout: '1000000000000000000',
        granted: '1000000000000000000',
        chain_id: row.id,
        station_id: null,
        held_reason: null,
        released_at: null,
      }
      const waiting = { batch_id: null, batch_position: null, earned_at: new Date(), settled_at: null }
      await db
        .insertInto('reward')
        .values(
          users.map(({ userId, sessionId }) => ({
            ...reward,
            ...waiting,
            id: newId(),
            user_id: userId,
            source_id: sessionId,
            key: hex(16),
          })),
        )
        .execute()
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

export type TestSettlement = Awaited<ReturnType<typeof testSettlement>>

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
