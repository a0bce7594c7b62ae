import { parseEther, toQuantity } from 'ethers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deployContracts } from '../../../contracts/deploy.ts'
import { until } from '../../../test/until.ts'
import { expectAllPaidOnce, lapse, rounds, testSettlement, transactions, type TestSettlement } from './settlement.fixture.ts'
import { settleOnce } from './round.ts'

let world: TestSettlement
beforeEach(async () => {
  world = await testSettlement()
})
afterEach(() => world[Symbol.asyncDispose]())

describe('a chain that takes blocks back', () => {
  test('gets the stored transactions again, and ends with the same balances', async () => {
    const snapshot = (await world.chain.provider.send('evm_snapshot', [])) as string
    await world.earn(3)
    await rounds(world.worker())
    await world.earn(2)
    await rounds(world.worker())
    const before = (await transactions(world)).map(({ hash }) => hash)
    await world.chain.provider.send('evm_revert', [snapshot])
    expect(await world.chain.token.read.totalSupply()).toBe(0n)
    await rounds(world.worker())
    expect((await transactions(world)).map(({ hash }) => hash)).toEqual(before)
    await expectAllPaidOnce(world, 5)
  })

  test('even blocks that had been final, as a chain that lost its disk does', async () => {
    const snapshot = (await world.chain.provider.send('evm_snapshot', [])) as string
    await world.earn(2)
    await rounds(world.worker())
    await world.chain.provider.send('anvil_mine', ['0x5'])
    const watcher = world.worker()
    await lapse(world.db)
    await until(async () => {
      await settleOnce(watcher)
      return (await world.db.selectFrom('nonce_outcome').select('nonce').where('finalized', '=', true).execute()).length === 1
    })
    await world.chain.provider.send('evm_revert', [snapshot])
    await rounds(world.worker())
    await expectAllPaidOnce(world, 2)
  })

  test('and is empty in the end: with the contracts deployed anew, everything is paid again that it forgot, and nothing else', async () => {
    await world.earn(3)
    await rounds(world.worker())
    await world.chain.provider.send('anvil_reset', [])
    const { provider, keys, terms } = world.chain
    for (const { address } of [keys.deployer, keys.settler])
      await provider.send('anvil_setBalance', [address, toQuantity(parseEther('10'))])
    const cut = world.worker(() => ({ broadcast: () => Promise.reject(new Error('away')) }))
    await lapse(world.db)
    await until(async () => (await settleOnce(cut)) === 'busy')
    await deployContracts({ provider, deployerKey: keys.deployer.privateKey, terms })
    await rounds(world.worker())
    await expectAllPaidOnce(world, 3)
  })

  test('shows the reward as submitted while its block is gone', async () => {
    const snapshot = (await world.chain.provider.send('evm_snapshot', [])) as string
    await world.earn(1)
    await rounds(world.worker())
    await world.chain.provider.send('evm_revert', [snapshot])
    const cut = world.worker(() => ({ broadcast: () => Promise.reject(new Error('away')) }))
    await lapse(world.db)
    await until(async () => (await settleOnce(cut)) === 'busy')
    expect(await world.db.selectFrom('reward').select(['status', 'settled_at']).execute()).toEqual([
      { status: 'SUBMITTED', settled_at: null },
    ])
    await rounds(world.worker())
    await expectAllPaidOnce(world, 1)
  })
})

test('a batch counts as paid when its block has the confirmations that are asked for, and not before', async () => {
  await using patient = await testSettlement({ more: { REWARDS_CHAIN_CONFIRMATIONS: '3' } })
  await patient.earn(1)
  const status = async () => (await patient.db.selectFrom('reward').select('status').executeTakeFirstOrThrow()).status
  const worker = patient.worker()
  for (let mined = 0; mined < 2; mined++) {
    for (let look = 0; look < 3; look++) expect(await settleOnce(worker)).toBe('busy')
    expect(await status()).toBe('SUBMITTED')
    await patient.chain.provider.send('anvil_mine', ['0x1'])
  }
  await rounds(worker)
  expect(await status()).toBe('SETTLED')
})

test('a batch that the chain has moved to another block, where it fails, counts as paid no more, and its rewards are paid by another one', async () => {
  const { provider, distributor, keys } = world.chain
  const snapshot = (await provider.send('evm_snapshot', [])) as string
  await world.earn(2)
  await rounds(world.worker())
  const [paid] = await transactions(world)
  await provider.send('evm_revert', [snapshot])
  await (await keys.guardian.sendTransaction({ to: distributor.address, data: distributor.encode('pause') })).wait()
  await provider.send('eth_sendRawTransaction', [paid?.raw])
  await until(() => provider.getTransactionReceipt(paid?.hash ?? ''))
  await (await keys.treasury.sendTransaction({ to: distributor.address, data: distributor.encode('unpause') })).wait()
  await rounds(world.worker())
  await expectAllPaidOnce(world, 2)
})

test('a batch that the chain has reverted is given up, and its rewards are paid by another one', async () => {
  await world.earn(2)
  const { guardian, treasury } = world.chain.keys
  const { distributor } = world.chain
  // Between the check and the block, the guardian pauses.
  const unlucky = world.worker((real) => ({
    broadcast: async (raw) => {
      await (await guardian.sendTransaction({ to: distributor.address, data: distributor.encode('pause') })).wait()
      await real.broadcast(raw)
    },
  }))
  await settleOnce(unlucky)
  await until(async () => (await settleOnce(unlucky)) === 'idle')
  expect(await world.db.selectFrom('nonce_outcome').select('outcome').execute()).toEqual([{ outcome: 'FAILED' }])
  await (await treasury.sendTransaction({ to: distributor.address, data: distributor.encode('unpause') })).wait()
  await rounds(world.worker())
  await expectAllPaidOnce(world, 2)
})

test('a batch that was reverted, and is paid after all when the chain takes that block back, stands; the one made in its place is given up', async () => {
  const snapshot = (await world.chain.provider.send('evm_snapshot', [])) as string
  await world.earn(2)
  const { guardian, treasury } = world.chain.keys
  const { distributor } = world.chain
  const unlucky = world.worker((real) => ({
    broadcast: async (raw) => {
      await (await guardian.sendTransaction({ to: distributor.address, data: distributor.encode('pause') })).wait()
      await real.broadcast(raw)
    },
  }))
  await settleOnce(unlucky)
  await rounds(unlucky)
  await (await treasury.sendTransaction({ to: distributor.address, data: distributor.encode('unpause') })).wait()
  await rounds(world.worker())
  const numbers = () => world.db.selectFrom('batch').select(['number', 'status']).orderBy('created_at').execute()
  expect((await numbers()).map(({ status }) => status)).toEqual(['ABANDONED', 'MINED'])
  await world.chain.provider.send('evm_revert', [snapshot])
  await rounds(world.worker())
  expect(await numbers()).toEqual([
    { number: 1, status: 'MINED' },
    { number: 1, status: 'ABANDONED' },
  ])
  await expectAllPaidOnce(world, 2)
})

test('a transaction that succeeds without paying, because nothing is at the address, does not settle', async () => {
  await world.earn(2)
  const { distributor, provider } = world.chain
  const code = await provider.getCode(distributor.address)
  const unlucky = world.worker((real) => ({
    broadcast: async (raw) => {
      await provider.send('anvil_setCode', [distributor.address, '0x'])
      await real.broadcast(raw)
      await provider.send('anvil_setCode', [distributor.address, code])
    },
  }))
  await settleOnce(unlucky)
  await rounds(world.worker())
  const outcomes = await world.db.selectFrom('nonce_outcome').select('outcome').orderBy('nonce').execute()
  expect(outcomes).toEqual([{ outcome: 'FAILED' }, { outcome: 'MINED' }])
  await expectAllPaidOnce(world, 2)
})
