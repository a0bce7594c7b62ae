import { ZeroAddress, hexlify, isError, parseEther, randomBytes, Wallet, keccak256 } from 'ethers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FLOOR, GOAL, measureGas } from '../bench/gas.ts'
import { testChain, type TestChain } from '../test/chain.ts'
import { packBatch, unpackBatch, type Payout } from './batch.ts'

let chain: TestChain
let nextIndex = 1_000n
beforeAll(async () => {
  chain = await testChain()
})
afterAll(() => chain[Symbol.asyncDispose]())

const payout = (over: Partial<Payout> = {}): Payout => ({
  index: nextIndex++,
  account: Wallet.createRandom().address,
  amount: parseEther('1.5'),
  key: hexlify(randomBytes(16)),
  ...over,
})

const nextNumber = async () => (await chain.distributor.read.progress())[0] + 1n

async function pay(payouts: Payout[], options: { by?: Wallet; number?: bigint } = {}) {
  const { words, payouts: packed, keys } = packBatch(payouts)
  const data = chain.distributor.encode('payBatch', options.number ?? (await nextNumber()), words, packed, keys)
  const sent = await (options.by ?? chain.keys.settler).sendTransaction({ to: chain.distributor.address, data })
  const receipt = await sent.wait()
  if (!receipt) throw new Error('no receipt')
  return receipt
}

/** Name of the custom error by which the chain refuses. */
async function refusal(work: Promise<unknown>): Promise<string | null> {
  try {
    await work
    return 'accepted'
  } catch (error) {
    if (!isError(error, 'CALL_EXCEPTION')) throw error
    return chain.distributor.errorName(error.data) ?? chain.token.errorName(error.data)
  }
}

describe('a batch', () => {
  test('pays every recipient in full, announces it with the hash of the keys, and marks exactly its indices', async () => {
    const payouts = [payout(), payout({ index: 70_000n, amount: 1n }), payout(), payout({ index: 5n })]
    const number = await nextNumber()
    const [event] = chain.distributor.eventsIn('BatchPaid', await pay(payouts))
    const ordered = payouts.toSorted((a, b) => Number(a.index - b.index))
    expect(event?.args).toEqual({
      number,
      keysHash: keccak256(`0x${ordered.map(({ key }) => key.slice(2)).join('')}`),
      count: 4n,
      total: payouts.reduce((sum, { amount }) => sum + amount, 0n),
    })
    for (const { account, amount, index } of payouts) {
      expect(await chain.token.read.balanceOf(account)).toBe(amount)
      expect(await chain.distributor.read.isPaid(index)).toBe(true)
      expect(await chain.distributor.read.isPaid(index + 100_000n)).toBe(false)
    }
  })

  test('can be read back from its calldata alone', async () => {
    const payouts = [payout(), payout({ index: 300_000n }), payout()].toSorted((a, b) => Number(a.index - b.index))
    const receipt = await pay(payouts)
    const transaction = await chain.provider.getTransaction(receipt.hash)
    const [, words, packed, keys] = chain.distributor.decode('payBatch', transaction?.data ?? '') ?? [0n, [], [], '0x']
    expect(unpackBatch({ words, payouts: packed, keys })).toEqual(payouts)
  })

  test('is refused as a whole when one of its rewards has been paid', async () => {
    const paid = payout()
    await pay([paid])
    const fresh = payout()
    expect(await refusal(pay([fresh, { ...payout(), index: paid.index }]))).toBe('AlreadyPaid')
    expect(await chain.token.read.balanceOf(fresh.account)).toBe(0n)
    expect(await chain.distributor.read.isPaid(fresh.index)).toBe(false)
  })

  test.each([0n, 2n, -1n])('is refused under a number that is not the next (off by %s)', async (off) => {
    const number = await nextNumber()
    const wrong = off === 0n ? number - 1n : number + off
    expect(await refusal(pay([payout()], { number: wrong < 0n ? 0n : wrong }))).toBe('WrongBatchNumber')
  })

  test('is refused for nobody, above the maximum, and above the budget', async () => {
    expect(await refusal(pay([payout({ account: ZeroAddress })]))).toBe('ERC20InvalidReceiver')
    expect(await refusal(pay([payout({ amount: chain.terms.limits.rewardMaximum + 1n })]))).toBe('PayoutAboveMaximum')
    await using poor = await testChain({ terms: { limits: { weeklyBudget: parseEther('2'), rewardMaximum: parseEther('2') } } })
    const { words, payouts, keys } = packBatch([payout(), payout()])
    const data = poor.distributor.encode('payBatch', 1n, words, payouts, keys)
    expect(await refusal(poor.keys.settler.sendTransaction({ to: poor.distributor.address, data }))).toBe('BudgetExceeded')
  })

  test('is refused from anybody but the settler, the treasury included', async () => {
    for (const by of [chain.keys.stranger, chain.keys.treasury, chain.keys.guardian, chain.keys.deployer]) {
      expect(await refusal(pay([payout()], { by }))).toBe('AccessControlUnauthorizedAccount')
    }
  })

  test('waits while the guardian has paused, and goes on when the treasury lifts it', async () => {
    const send = (from: Wallet, name: 'pause' | 'unpause') =>
      from.sendTransaction({ to: chain.distributor.address, data: chain.distributor.encode(name) })
    await (await send(chain.keys.guardian, 'pause')).wait()
    expect(await refusal(pay([payout()]))).toBe('EnforcedPause')
    expect(await refusal(send(chain.keys.guardian, 'unpause'))).toBe('AccessControlUnauthorizedAccount')
    await (await send(chain.keys.treasury, 'unpause')).wait()
    expect((await pay([payout()])).status).toBe(1)
  })
})

test('nobody can mint past the distributor', async () => {
  const data = chain.token.encode('mintBatch', [BigInt(chain.keys.stranger.address) << 96n], 1n)
  for (const by of Object.values(chain.keys)) {
    expect(await refusal(by.sendTransaction({ to: chain.token.address, data }))).toBe('AccessControlUnauthorizedAccount')
  }
})

test('packing refuses two payouts with one index, and an amount that does not fit', () => {
  expect(() => packBatch([payout({ index: 3n }), payout({ index: 3n })])).toThrow('index 3')
  expect(() => packBatch([payout({ amount: 1n << 96n })])).toThrow('96 bits')
})

test(
  'a recipient costs at most 1.05 of the floor when new and 1.15 when returning, in batches of 500',
  { timeout: 120_000 },
  async () => {
    const row = (await measureGas()).find(({ recipients }) => recipients === 500)
    expect((row?.new ?? Infinity) / FLOOR.new).toBeLessThanOrEqual(GOAL.new)
    expect((row?.returning ?? Infinity) / FLOOR.returning).toBeLessThanOrEqual(GOAL.returning)
  },
)
