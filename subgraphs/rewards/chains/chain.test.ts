import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../../test/caller.ts'
import { testChain, type TestChain } from '../../../test/chain.ts'
import { fault } from '../../../test/subgraph.ts'
import { until } from '../../../test/until.ts'
import { testRewards, type TestRewards } from '../rewards.fixture.ts'

const OTHER = 31_338
let rewards: TestRewards
let other: TestChain
beforeAll(async () => {
  other = await testChain({ chainId: OTHER })
  const row = {
    id: OTHER,
    name: 'Other',
    urls: [other.url, `${other.url}?second`],
    distributor: other.distributor.address,
    token: other.token.address,
  }
  rewards = await testRewards({ REWARDS_CHAINS: JSON.stringify([{ ...row, explorerUrl: 'https://scan.example' }]) })
})
afterAll(async () => {
  await rewards[Symbol.asyncDispose]()
  await other[Symbol.asyncDispose]()
})

const treasurer = userCaller(['TREASURER'])
const say = <Data = Record<string, never>>(caller: Caller, name: string, input: object, fields: string) =>
  rewards.ask<Data>(
    caller,
    `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${fields} } }`,
    { input },
  )
const decide = (caller: Caller, name: 'pauseChain' | 'resumeChain', chainId: number) =>
  rewards.ask<Record<string, { pausedAt: string | null; pauseReason: string | null }>>(
    caller,
    `mutation ($input: ChainDecisionInput!) { ${name}(input: $input) { pausedAt pauseReason } }`,
    { input: { chainId, reason: 'a test' } },
  )
const statusOf = async (sourceId: string) =>
  (await rewards.db.selectFrom('reward').select(['status', 'chain_id']).where('source_id', '=', sourceId).executeTakeFirst()) ??
  null

test('the chains are for everybody to see, with what was seen of them last', async () => {
  const CHAINS =
    '{ chains { id name standard distributor token explorerUrl headBlock finalBlock maxFeeWei } chain { id } other: chain(id: 31338) { id } none: chain(id: 5) { id } }'
  const seen = await until(async () => {
    const { data } = await rewards.ask<{ chains: { id: number; headBlock: number | null }[] }>(ANONYMOUS, CHAINS)
    return data?.chains.every(({ headBlock }) => headBlock !== null) && data
  })
  expect(seen).toMatchObject({
    chains: [
      { id: 31_337, name: 'Local', standard: true, distributor: rewards.chain.distributor.address, explorerUrl: null },
      { id: OTHER, name: 'Other', standard: false, token: other.token.address, explorerUrl: 'https://scan.example' },
    ],
    chain: { id: 31_337 },
    other: { id: OTHER },
    none: null,
  })
})

test('a user’s choice holds for what is earned from then on, and is paid on that chain to the same address', async () => {
  const caller = await rewards.register()
  const before = await rewards.complete({ userId: caller.userId, energyWh: 1_000 })
  await until(async () => (await statusOf(before))?.status === 'SETTLED')
  const chosen = await say(caller, 'chooseRewardChain', { chainId: OTHER }, 'id')
  expect(chosen.data).toEqual({ chooseRewardChain: { id: OTHER } })
  const after = await rewards.complete({ userId: caller.userId, energyWh: 2_000 })
  await until(async () => (await statusOf(after))?.status === 'SETTLED')
  expect([(await statusOf(before))?.chain_id, (await statusOf(after))?.chain_id]).toEqual([31_337, OTHER])
  const { data } = await rewards.ask<{ _entities: [{ payoutAddress: string; rewardChain: { id: number } }] }>(
    caller,
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { payoutAddress rewardChain { id } } } }',
    { of: [{ __typename: 'User', id: caller.userId }] },
  )
  const [me] = data?._entities ?? []
  expect(me?.rewardChain).toEqual({ id: OTHER })
  expect(await rewards.chain.token.read.balanceOf(me?.payoutAddress ?? '')).toBe(10n ** 18n)
  expect(await other.token.read.balanceOf(me?.payoutAddress ?? '')).toBe(2n * 10n ** 18n)
  expect(fault(await say(caller, 'chooseRewardChain', { chainId: 5 }, 'id'))).toEqual({
    code: 'NOT_FOUND',
    path: ['input', 'chainId'],
  })
  expect(fault(await say(ANONYMOUS, 'chooseRewardChain', { chainId: OTHER }, 'id')).code).toBe('UNAUTHENTICATED')
})

describe('the treasury', () => {
  const SETTLEMENT =
    '{ settlement { chain { id } waiting waitingAmount settled feesWei remainingBudget contractPaused pausedAt nodes quorum warning fault paidTwice comparedAt } }'
  interface Health {
    settlement: {
      chain: { id: number }
      waiting: number
      settled: number
      pausedAt: string | null
      feesWei: string
      warning: string | null
      comparedAt: string | null
    }[]
  }
  const health = async (caller: Caller = treasurer) => (await rewards.ask<Health>(caller, SETTLEMENT)).data?.settlement

  test('sees how far each chain is', async () => {
    const session = await rewards.complete({ userId: (await rewards.register()).userId })
    await until(async () => (await statusOf(session))?.status === 'SETTLED')
    const [first, second] = (await health()) ?? []
    expect([first?.chain.id, second?.chain.id]).toEqual([31_337, OTHER])
    expect(first?.settled).toBeGreaterThan(0)
    expect(BigInt(first?.feesWei ?? 0)).toBeGreaterThan(0n)
    expect(first).toMatchObject({ pausedAt: null, paidTwice: 0, fault: null, nodes: 1, quorum: 1 })
    expect(first?.warning).toContain('One node alone is believed')
    expect(second).toMatchObject({ nodes: 2, quorum: 2, warning: null })
    expect(first?.comparedAt).not.toBeNull()
    for (const caller of [userCaller(['DRIVER']), userCaller(['OPERATOR'])])
      expect(fault(await rewards.ask(caller, SETTLEMENT)).code).toBe('FORBIDDEN')
    expect(fault(await rewards.ask(ANONYMOUS, SETTLEMENT)).code).toBe('UNAUTHENTICATED')
  })

  test('pauses a chain and lets it go on; its rewards wait, and it is told on /ready', async () => {
    expect((await decide(treasurer, 'pauseChain', 31_337)).data?.['pauseChain']).toMatchObject({ pauseReason: 'a test' })
    await decide(treasurer, 'pauseChain', 31_337)
    const session = await rewards.complete({ userId: (await rewards.register()).userId })
    const chosen = await rewards.register()
    await say(chosen, 'chooseRewardChain', { chainId: OTHER }, 'id')
    const elsewhere = await rewards.complete({ userId: chosen.userId })
    await until(async () => (await statusOf(elsewhere))?.status === 'SETTLED')
    expect((await statusOf(session))?.status).toBe('EARNED')
    expect((await rewards.app.degraded?.())?.['chain Local']).toContain('paused: a test')
    expect((await health())?.[0]).toMatchObject({ waiting: 1 })
    expect((await decide(treasurer, 'resumeChain', 31_337)).data?.['resumeChain']).toEqual({ pausedAt: null, pauseReason: null })
    await until(async () => (await statusOf(session))?.status === 'SETTLED')
    const actions = await rewards.db.selectFrom('audit').select('action').where('action', 'like', 'chain.%').execute()
    expect(actions.map(({ action }) => action)).toEqual(['chain.paused', 'chain.resumed'])
  })

  test('and compliance see what waits because its user is blocked; nobody else does', async () => {
    const { userId } = await rewards.register()
    await rewards.tell('accounts.user.blocked', userId, { userId, blocked: true })
    await until(() => rewards.db.selectFrom('blocked_user').select('user_id').where('user_id', '=', userId).executeTakeFirst())
    const session = await rewards.complete({ userId })
    await until(() => statusOf(session))
    const seen = (caller: Caller) =>
      rewards.ask<{ blockedRewards: { edges: { node: { status: string; session: { id: string } } }[] } }>(
        caller,
        '{ blockedRewards { edges { node { status session { id } } } } }',
      )
    for (const role of ['COMPLIANCE', 'TREASURER', 'ADMIN'] as const)
      expect((await seen(userCaller([role]))).data?.blockedRewards.edges).toEqual([
        { node: { status: 'EARNED', session: { id: session } } },
      ])
    expect(fault(await seen(userCaller(['OPERATOR']))).code).toBe('FORBIDDEN')
    await rewards.tell('accounts.user.blocked', userId, { userId, blocked: false })
    await until(async () => (await statusOf(session))?.status === 'SETTLED')
  })

  test('moves what is unpaid to another chain, where it is paid once', async () => {
    const move = (fromChainId: number, toChainId: number) =>
      say<{ moveUnpaidRewards: { moved: number; left: number } }>(
        treasurer,
        'moveUnpaidRewards',
        { fromChainId, toChainId, reason: 'a test' },
        'moved left',
      )
    expect(fault(await move(31_337, OTHER))).toEqual({ code: 'CONFLICT', path: ['input', 'fromChainId'] })
    expect(fault(await move(31_337, 31_337))).toEqual({ code: 'BAD_USER_INPUT', path: ['input', 'toChainId'] })
    expect(fault(await move(31_337, 9)).code).toBe('NOT_FOUND')
    await decide(treasurer, 'pauseChain', 31_337)
    const before = await other.token.read.totalSupply()
    const session = await rewards.complete({ userId: (await rewards.register()).userId, energyWh: 3_000 })
    await until(async () => (await statusOf(session))?.status === 'EARNED')
    expect((await move(31_337, OTHER)).data).toEqual({ moveUnpaidRewards: { moved: 1, left: 0 } })
    expect((await move(31_337, OTHER)).data).toEqual({ moveUnpaidRewards: { moved: 0, left: 0 } })
    await until(async () => (await statusOf(session))?.status === 'SETTLED')
    expect((await statusOf(session))?.chain_id).toBe(OTHER)
    expect(await other.token.read.totalSupply()).toBe(before + 3n * 10n ** 18n)
    await decide(treasurer, 'resumeChain', 31_337)
  })

  test('is asked by nobody else, and answers chains that are not there like that', async () => {
    for (const name of ['pauseChain', 'resumeChain'] as const) {
      expect(fault(await decide(userCaller(['DRIVER']), name, 31_337)).code).toBe('FORBIDDEN')
      expect(fault(await decide(treasurer, name, 5))).toEqual({ code: 'NOT_FOUND', path: ['input', 'chainId'] })
    }
    expect(await statusOf(newId())).toBeNull()
  })
})
