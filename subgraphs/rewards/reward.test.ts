import { isAddress, parseEther } from 'ethers'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../test/caller.ts'
import { watch } from '../../test/sse.ts'
import { until } from '../../test/until.ts'
import { giveWay } from './settlement/batch.queries.ts'
import { rewardSession } from './earning/earn.handler.ts'
import { completed, envelope, testRewards, type TestRewards } from './rewards.fixture.ts'
import { rewardKey } from './rules/worth.ts'
import { expectToldAgain } from '../../test/told-again.ts'
import { past } from './past.ts'

let rewards: TestRewards
beforeAll(async () => {
  rewards = await testRewards()
})
afterAll(() => rewards[Symbol.asyncDispose]())

interface Node {
  id: string
  status: string
  amount: string
  batchNumber: number | null
  batchIndex: number | null
  transactionHash: string | null
  blockNumber: number | null
  chainIndex: string
  settledAt: string | null
}
interface Wallet {
  payoutAddress: string | null
  rewardBalance: { earned: string; settled: string; pending: string } | null
  rewards: { edges: { node: Node; cursor: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } | null
}
const NODE =
  'id amount status batchNumber batchIndex chainIndex transactionHash blockNumber earnedAt settledAt session { id } user { id } rule { name version }'
const USER = `query ($of: [_Any!]!, $first: Int, $after: String, $last: Int, $before: String) { _entities(representations: $of) { ... on User {
  payoutAddress rewardBalance { earned settled pending }
  rewards(first: $first, after: $after, last: $last, before: $before) { edges { cursor node { ${NODE} } } pageInfo { hasNextPage endCursor } } } } }`

const walletOf = async (caller: Caller, userId: string, page: object = {}): Promise<Wallet> => {
  const { data, errors } = await rewards.ask<{ _entities: [Wallet] }>(caller, USER, {
    of: [{ __typename: 'User', id: userId }],
    ...page,
  })
  expect(errors).toBeUndefined()
  return data?._entities[0] ?? expect.fail('no user')
}
const nodesOf = async (caller: Caller & { userId: string }) =>
  (await walletOf(caller, caller.userId)).rewards?.edges.map(({ node }) => node) ?? []
const admin = userCaller(['ADMIN'])
const nothing = { payoutAddress: null, rewardBalance: null, rewards: null }

/** A driver with a settled reward. */
async function rewarded(energyWh = 12_345) {
  const caller = await rewards.register()
  const sessionId = await rewards.complete({ userId: caller.userId, energyWh })
  const node = await until(async () => (await nodesOf(caller)).find(({ status }) => status === 'SETTLED'))
  return { caller, sessionId, node }
}

test('a charging session earns its driver a token for each kWh, paid to their address on chain', async () => {
  const { caller, sessionId, node } = await rewarded(12_345)
  const amount = parseEther('12.345').toString()
  const wallet = await walletOf(caller, caller.userId)
  expect(wallet.rewardBalance).toEqual({ earned: amount, settled: amount, pending: '0' })
  expect(node).toMatchObject({
    amount,
    session: { id: sessionId },
    user: { id: caller.userId },
    rule: { name: 'CHARGING_ENERGY', version: 1 },
    batchIndex: 0,
  })
  expect(await rewards.chain.token.read.balanceOf(wallet.payoutAddress ?? '')).toBe(BigInt(amount))
  expect(await rewards.chain.distributor.read.isPaid(BigInt(node.chainIndex))).toBe(true)
  const receipt = await rewards.chain.provider.getTransactionReceipt(node.transactionHash ?? '')
  expect(receipt).toMatchObject({ status: 1, blockNumber: node.blockNumber })
})

describe('a session', () => {
  test.each([
    ['without a user', { userId: null }],
    ['without energy', { energyWh: 0 }],
    ['whose bill waits for a person', { held: true }],
    ['from before there was a rule', { endedAt: '2019-01-01T00:00:00Z' }],
  ])('%s earns nothing', async (_what, over) => {
    const caller = await rewards.register()
    const sessionId = await rewards.complete({ userId: caller.userId, ...over })
    expect(await rewards.db.selectFrom('reward').select('id').where('source_id', '=', sessionId).execute()).toEqual([])
  })

  test('that is announced several times at once is rewarded once', async () => {
    const { caller, sessionId } = await rewarded()
    const again = envelope('charging.session.completed', completed({ sessionId, userId: caller.userId }))
    await Promise.all([1, 2, 3, 4].map(() => rewards.db.transaction().execute((trx) => rewardSession(trx, again))))
    const fresh = envelope('charging.session.completed', completed({ userId: caller.userId }))
    await Promise.all([1, 2, 3, 4].map(() => rewards.db.transaction().execute((trx) => rewardSession(trx, fresh))))
    expect(await nodesOf(caller)).toHaveLength(2)
    const entries = await rewards.db
      .selectFrom('ledger_entry')
      .select('id')
      .where('user_id', '=', caller.userId)
      .where('kind', '=', 'EARNED')
      .execute()
    expect(entries).toHaveLength(2)
  })

  test('whose bill was held earns when it is said to be complete again, and once', async () => {
    const caller = await rewards.register()
    const sessionId = await rewards.complete({ userId: caller.userId, held: true })
    for (let i = 0; i < 2; i++) await rewards.complete({ userId: caller.userId, sessionId, energyWh: 3_000 })
    expect(await until(async () => (await nodesOf(caller)).length > 0 && nodesOf(caller))).toMatchObject([
      { amount: parseEther('3').toString() },
    ])
  })

  test('of a guest earns nothing, and has no address; from the day they register on they earn', async () => {
    const userId = newId()
    await rewards.tell('accounts.user.registered', userId, { userId, displayName: 'Guest', roles: ['DRIVER'], guest: true })
    await rewards.complete({ userId })
    await rewards.approveDeed({ userId })
    const of = async (table: 'reward' | 'wallet' | 'guest') =>
      (await rewards.db.selectFrom(table).select('user_id').where('user_id', '=', userId).execute()).length
    expect([await of('reward'), await of('wallet')]).toEqual([0, 0])
    await rewards.register(userId)
    await rewards.complete({ userId })
    expect([await of('reward'), await of('wallet'), await of('guest')]).toEqual([1, 1, 0])
  })

  test('shows its reward to its driver and to admins, and to nobody else', async () => {
    const { caller, sessionId, node } = await rewarded()
    const REFERENCE = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on ChargingSession { reward { id } } } }'
    const seen = async (by: Caller) =>
      (await rewards.ask<{ _entities: object[] }>(by, REFERENCE, { of: [{ __typename: 'ChargingSession', id: sessionId }] })).data
    expect(await seen(caller)).toEqual({ _entities: [{ reward: { id: node.id } }] })
    expect(await seen(admin)).toEqual({ _entities: [{ reward: { id: node.id } }] })
    for (const by of [ANONYMOUS, userCaller(), userCaller(['OPERATOR'])])
      expect(await seen(by)).toEqual({ _entities: [{ reward: null }] })
  })

  test('whose user is not known yet waits for their address, and is paid when it is there', async () => {
    const userId = newId()
    await rewards.complete({ userId, energyWh: 1_000 })
    const caller = userCaller(['DRIVER'], userId)
    await until(async () => (await nodesOf(caller))[0]?.status === 'EARNED')
    expect((await walletOf(caller, userId)).payoutAddress).toBeNull()
    await rewards.register(userId)
    await until(async () => (await nodesOf(caller))[0]?.status === 'SETTLED')
    expect(await rewards.chain.token.read.balanceOf((await walletOf(caller, userId)).payoutAddress ?? '')).toBe(parseEther('1'))
  })
})

describe('a reward', () => {
  const ONE = `query ($id: UUID!) { reward(id: $id) { ${NODE} } }`

  test('is found by its owner and by admins; for others it is as if there were none', async () => {
    const { caller, node } = await rewarded()
    const one = async (by: Caller, id: string) => (await rewards.ask<{ reward: Node | null }>(by, ONE, { id })).data
    expect(await one(caller, node.id)).toEqual({ reward: node })
    expect(await one(admin, node.id)).toEqual({ reward: node })
    for (const by of [ANONYMOUS, userCaller(), userCaller(['OPERATOR', 'PARTNER'])])
      expect(await one(by, node.id)).toEqual(await one(by, newId()))
    expect(await one(userCaller(), node.id)).toEqual({ reward: null })
  })

  test('is no entity for others either', async () => {
    const { caller, node } = await rewarded()
    const REFERENCE = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Reward { id amount } } }'
    const seen = async (by: Caller) =>
      (await rewards.ask<{ _entities: object[] }>(by, REFERENCE, { of: [{ __typename: 'Reward', id: node.id }] })).data
    expect(await seen(caller)).toEqual({ _entities: [{ id: node.id, amount: node.amount }] })
    expect(await seen(userCaller())).toEqual({ _entities: [null] })
  })

  test('is asked for by a UUID, or the answer names the fault', async () => {
    const { errors } = await rewards.ask(admin, ONE, { id: '1 OR 1=1' })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: ['id'] }] })
  })
})

describe("a user's wallet", () => {
  test('is for the user and admins', async () => {
    const { caller } = await rewarded()
    expect(isAddress((await walletOf(admin, caller.userId)).payoutAddress)).toBe(true)
    for (const by of [ANONYMOUS, userCaller(), userCaller(['OPERATOR'])]) expect(await walletOf(by, caller.userId)).toEqual(nothing)
  })

  test('of somebody new is empty', async () => {
    const caller = userCaller()
    const empty = { edges: [], pageInfo: { hasNextPage: false, endCursor: null } }
    expect(await walletOf(caller, caller.userId)).toEqual({
      payoutAddress: null,
      rewardBalance: { earned: '0', settled: '0', pending: '0' },
      rewards: empty,
    })
  })

  test('has an address of its own, made once', async () => {
    const callers = await Promise.all(Array.from({ length: 8 }, () => rewards.register()))
    await rewards.register(callers[0]?.userId)
    const addresses = await until(async () => {
      const found = await Promise.all(callers.map(async (caller) => (await walletOf(caller, caller.userId)).payoutAddress))
      return found.every((address) => address !== null) && found
    })
    expect(new Set(addresses).size).toBe(8)
    const rows = await rewards.db.selectFrom('wallet').select('derivation_index').execute()
    expect(new Set(rows.map(({ derivation_index }) => derivation_index)).size).toBe(rows.length)
  })

  test('lists rewards the newest first, page by page in both directions, none twice and none left out', async () => {
    const caller = await rewards.register()
    for (let i = 1; i <= 5; i++) await rewards.complete({ userId: caller.userId, energyWh: i * 1000 })
    const all = await until(async () => {
      const nodes = await nodesOf(caller)
      return nodes.length === 5 && nodes.map(({ id }) => id)
    })
    expect(all).toEqual(all.toSorted().toReversed())
    const walk = async (size: 'first' | 'last', cursor: 'after' | 'before') => {
      const seen: string[] = []
      for (let page = await walletOf(caller, caller.userId, { [size]: 2 }); ;) {
        const edges = page.rewards?.edges ?? []
        if (edges.length === 0) return seen
        seen.splice(size === 'first' ? seen.length : 0, 0, ...edges.map(({ node }) => node.id))
        page = await walletOf(caller, caller.userId, { [size]: 2, [cursor]: edges.at(size === 'first' ? -1 : 0)?.cursor })
      }
    }
    expect(await walk('first', 'after')).toEqual(all)
    expect(await walk('last', 'before')).toEqual(all)
  })

  test.each([
    ['first', { first: 0 }],
    ['first', { first: 101 }],
    ['after', { after: 'nonsense' }],
    ['after', { after: Buffer.from('["nonsense"]').toString('base64url') }],
    ['last', { first: 1, last: 1 }],
  ])('refuses a bad %s by name: %j', async (argument, page) => {
    const caller = userCaller()
    const { errors } = await rewards.ask(caller, USER, { of: [{ __typename: 'User', id: caller.userId }], ...page })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: [argument] }] })
  })
})

describe('rewardEarned', () => {
  const WATCH = `subscription { rewardEarned { ${NODE} } }`

  test("shows the caller's rewards as they are earned and as they settle, and nobody else's", async () => {
    const [caller, other] = [await rewards.register(), await rewards.register()]
    const seen: Node[] = []
    const stream = watch<{ rewardEarned: Node }>(rewards.app, caller, WATCH)
    const reading = (async () => {
      for await (const { data } of stream) {
        if (data) seen.push(data.rewardEarned)
        if (data?.rewardEarned.status === 'SETTLED') return
      }
    })()
    await rewards.complete({ userId: other.userId })
    await rewards.complete({ userId: caller.userId })
    await reading
    expect(seen.every((reward) => (reward as Node & { user: { id: string } }).user.id === caller.userId)).toBe(true)
    expect(seen.at(-1)).toMatchObject({ status: 'SETTLED', transactionHash: expect.stringMatching(/^0x[0-9a-f]{64}$/) as string })
  })

  test('begins with what is on its way and what has just settled, so that a stream that broke has missed nothing', async () => {
    const { caller, node } = await rewarded()
    const userId = newId()
    await rewards.complete({ userId, energyWh: 1_000 })
    const waiting = userCaller(['DRIVER'], userId)
    const [open] = await until(async () => {
      const nodes = await nodesOf(waiting)
      return nodes.length === 1 && nodes
    })
    // Its event has been said before anybody listens.
    await until(
      async () => (await rewards.db.selectFrom('outbox').select('id').where('published_at', 'is', null).execute()).length === 0,
    )
    const first = async (by: Caller) => {
      for await (const { data } of watch<{ rewardEarned: Node }>(rewards.app, by, WATCH)) return data?.rewardEarned
      return null
    }
    expect(await first(caller)).toMatchObject({ id: node.id, status: 'SETTLED' })
    expect(await first(waiting)).toMatchObject({ id: open?.id, status: 'EARNED' })
  })

  test('shows of the settled ones the newest ten of the last minutes', async () => {
    const caller = await rewards.register()
    for (let i = 1; i <= 12; i++) await rewards.complete({ userId: caller.userId, energyWh: i * 1_000 })
    const nodes = await until(async () => {
      const all = await nodesOf(caller)
      return all.length === 12 && all.every(({ status }) => status === 'SETTLED') && all
    })
    const [longAgo] = nodes
    await rewards.db
      .updateTable('reward')
      .set({ settled_at: new Date(Date.now() - 3_600_000) })
      .where('id', '=', longAgo?.id ?? '')
      .execute()
    const seen: string[] = []
    const stream = watch<{ rewardEarned: Node }>(rewards.app, caller, WATCH)
    for await (const { data } of stream) if (seen.push(data?.rewardEarned.id ?? '') === 10) break
    expect(new Set(seen).size).toBe(10)
    expect(seen).toEqual(seen.toSorted())
    expect(seen).not.toContain(longAgo?.id)
  })

  test('lets go at once of a reader who leaves while nothing happens', async () => {
    await until(() => rewards.listening() === 0)
    const { caller } = await rewarded()
    const stream = watch(rewards.app, caller, WATCH)
    await stream.next()
    expect(rewards.listening()).toBe(1)
    await stream.return()
    await until(() => rewards.listening() === 0)
  })

  test('is for signed-in users', async () => {
    for await (const { errors } of watch(rewards.app, ANONYMOUS, WATCH)) {
      expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED')
      return
    }
    expect.fail('the stream said nothing')
  })
})

describe('the index of a reward on chain', () => {
  const rewardNow = (sessionId: string) =>
    rewards.db
      .transaction()
      .execute((trx) => rewardSession(trx, envelope('charging.session.completed', completed({ sessionId, energyWh: 1_000 }))))

  test('that is taken makes the try fail, and the next one takes another: the reward is not lost', async () => {
    const [first, second] = [newId(), newId()]
    await rewardNow(first)
    const { rows } = await sql<{ next: number }>`SELECT last_value + 1 AS next FROM reward_index`.execute(rewards.db)
    await rewards.db
      .updateTable('reward')
      .set({ chain_index: rows[0]?.next ?? 0 })
      .where('source_id', '=', first)
      .execute()
    await expect(rewardNow(second)).rejects.toThrow('chain_index')
    await rewardNow(second)
    expect(await rewards.db.selectFrom('reward').select('id').where('source_id', '=', second).execute()).toHaveLength(1)
  })

  test('is given once: the sequence can be drawn from and not be set', async () => {
    await expect(sql`SELECT setval('reward_index', 1)`.execute(rewards.db)).rejects.toThrow('permission denied')
  })

  test('passes those that were found on chain, and nothing is drawn when they are passed already', async () => {
    const last = async () =>
      (await sql<{ last: number }>`SELECT last_value AS last FROM reward_index`.execute(rewards.db)).rows[0]?.last
    const target = Number(await last()) + 20
    const pass = (index: number) =>
      rewards.db.transaction().execute((trx) => giveWay(trx, rewards.config.chains[0].id, [index], ['none']))
    await pass(target)
    const passed = await last()
    expect(passed).toBeGreaterThanOrEqual(target)
    await pass(target)
    expect(await last()).toBe(passed)
  })
})

test('the ledger is append-only, and has each reward once of a kind', async () => {
  await rewarded()
  const [entry] = await rewards.db.selectFrom('ledger_entry').selectAll().limit(1).execute()
  const { id: _id, ...again } = entry ?? expect.fail('no entry')
  await expect(rewards.db.updateTable('ledger_entry').set({ amount: '1' }).execute()).rejects.toThrow('permission denied')
  await expect(rewards.db.deleteFrom('ledger_entry').execute()).rejects.toThrow('permission denied')
  await expect(rewards.db.insertInto('ledger_entry').values(again).execute()).rejects.toThrow('ledger_once')
})

test("a reward's key on chain follows from rule and source alone, and tells neither", () => {
  const session = newId()
  const key = rewardKey('charging.energy', 'CHARGING_SESSION', session)
  expect(key).toMatch(/^0x[0-9a-f]{32}$/)
  expect(rewardKey('charging.energy', 'CHARGING_SESSION', session)).toBe(key)
  expect(rewardKey('charging.energy', 'CHARGING_SESSION', newId())).not.toBe(key)
  expect(key).not.toContain(session.replaceAll('-', '').slice(0, 8))
})

test('a subgraph that cannot reach its chain says so, and still answers', async () => {
  await using lonely = await testRewards({ REWARDS_CHAIN_URL: 'http://127.0.0.1:9' })
  expect((await lonely.app.ready())['chain']).not.toBeNull()
  const caller = await lonely.register()
  await lonely.complete({ userId: caller.userId })
  await until(async () => (await lonely.db.selectFrom('reward').select('status').execute())[0]?.status === 'EARNED')
})

test('a chain or a token that is not the configured one is no place to settle', async () => {
  await using other = await testRewards({ REWARDS_CHAIN_ID: '1' })
  expect((await other.app.ready())['chain']).toContain('31337')
  const caller = await other.register()
  await other.complete({ userId: caller.userId })
  await until(async () => (await other.db.selectFrom('wallet').select('address').execute()).length === 1)
  await until(async () => (await other.db.selectFrom('reward').select('id').execute()).length === 1)
  expect(await other.db.selectFrom('chain_transaction').select('id').execute()).toEqual([])
})

test('what was said can be said again, to a box that comes late', async () => {
  await expectToldAgain(rewards.db, past, 'rewards.reward.earned')
})
