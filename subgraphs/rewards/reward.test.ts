import { parseEther } from 'ethers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../test/until.ts'
import { testRewards, type TestRewards } from './rewards.fixture.ts'

let rewards: TestRewards
beforeAll(async () => {
  rewards = await testRewards()
})
afterAll(() => rewards[Symbol.asyncDispose]())

const USER = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User {
  payoutAddress rewardBalance { earned settled pending }
  rewards { edges { node { id amount status batchNumber batchIndex chainIndex transactionHash blockNumber settledAt session { id } user { id } rule { name version } } } } } } }`
interface Wallet {
  payoutAddress: string
  rewardBalance: { earned: string; settled: string; pending: string }
  rewards: {
    edges: {
      node: { id: string; status: string; amount: string; transactionHash: string; blockNumber: number; chainIndex: string }
    }[]
  }
}

const walletOf = async (caller: { kind: 'user'; userId: string; roles: ('DRIVER' | 'ADMIN')[] }, userId = caller.userId) => {
  const { data, errors } = await rewards.ask<{ _entities: [Wallet | null] }>(caller as never, USER, {
    of: [{ __typename: 'User', id: userId }],
  })
  expect(errors).toBeUndefined()
  return data?._entities[0]
}

test('a charging session earns its driver a token for each kWh, paid to their address on chain', async () => {
  const caller = await rewards.register()
  const sessionId = await rewards.complete({ userId: caller.userId, energyWh: 12_345 })
  const wallet = await until(async () => {
    const seen = await walletOf(caller as never)
    return seen?.rewards.edges[0]?.node.status === 'SETTLED' && seen
  })
  const amount = parseEther('12.345').toString()
  const [{ node } = expect.fail('no reward')] = wallet.rewards.edges
  expect(wallet.rewardBalance).toEqual({ earned: amount, settled: amount, pending: '0' })
  expect(node).toMatchObject({
    amount,
    session: { id: sessionId },
    user: { id: caller.userId },
    rule: { name: 'CHARGING_ENERGY', version: 1 },
  })
  expect(await rewards.chain.token.read.balanceOf(wallet.payoutAddress)).toBe(BigInt(amount))
  expect(await rewards.chain.distributor.read.isPaid(BigInt(node.chainIndex))).toBe(true)
  const receipt = await rewards.chain.provider.getTransactionReceipt(node.transactionHash)
  expect(receipt).toMatchObject({ status: 1, blockNumber: node.blockNumber })
})
