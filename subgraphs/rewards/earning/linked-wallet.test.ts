import { Wallet, parseEther } from 'ethers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { settleOnce } from '../settlement/round.ts'
import { lapse, rounds, testSettlement, type TestSettlement } from '../settlement/settlement.fixture.ts'
import { linkWallet, unlinkWallet } from './linked-wallet.handler.ts'

let world: TestSettlement
beforeEach(async () => {
  world = await testSettlement()
})
afterEach(() => world[Symbol.asyncDispose]())

let position = 0
const about = (userId: string, at: number) => ({
  id: newId(),
  aggregateId: userId,
  occurredAt: new Date().toISOString(),
  requestId: null,
  position: at,
})
/** Accounts says that a user has linked a wallet; a contract is on the chain that is given. */
const link = (userId: string, address: string, { at = ++position, contract }: { at?: number; contract?: number } = {}) =>
  world.db.transaction().execute((trx) => {
    const data = { userId, address, chainId: contract ?? 1, contract: contract !== undefined }
    return linkWallet(trx, { ...about(userId, at), name: 'accounts.wallet.linked' as const, data })
  })
const unlink = (userId: string, address: string, at = ++position) =>
  world.db.transaction().execute((trx) => {
    const event = { ...about(userId, at), name: 'accounts.wallet.unlinked' as const, data: { userId, address } }
    return unlinkWallet(trx, event)
  })

const newAddress = () => Wallet.createRandom().address
const earn = (userId: string, energyWh: number) => world.earn(1, { userId, energyWh })
const tokensAt = async (address: string) => Number((await world.chain.token.read.balanceOf(address)) / parseEther('1'))
const custodyOf = async (userId: string) =>
  (await world.db.selectFrom('wallet').select('address').where('user_id', '=', userId).executeTakeFirstOrThrow()).address

test('what waits stays where it was; what is earned from then on goes to the linked wallet, until it is unlinked', async () => {
  const [userId, own, next] = [newId(), newAddress(), newAddress()]
  await earn(userId, 1_000)
  await link(userId, own)
  await earn(userId, 2_000)
  await unlink(userId, own)
  await earn(userId, 4_000)
  await link(userId, next)
  await earn(userId, 8_000)
  await rounds(world.worker())
  expect([await tokensAt(await custodyOf(userId)), await tokensAt(own), await tokensAt(next)]).toEqual([5, 2, 8])
})

test('a reward on its way goes where it was going, also when its batch is sent again', async () => {
  const [userId, own] = [newId(), newAddress()]
  await earn(userId, 1_000)
  // Stored, and not sent.
  await settleOnce(world.worker((real) => ({ broadcast: () => Promise.reject(new Error('held back')), knows: real.knows })))
  await link(userId, own)
  await lapse(world.db)
  await rounds(world.worker())
  expect([await tokensAt(await custodyOf(userId)), await tokensAt(own)]).toEqual([1, 0])
})

test('the newest word holds, in whatever order they come', async () => {
  const [userId, own] = [newId(), newAddress()]
  await unlink(userId, own, 1_000)
  await link(userId, own, { at: 999 })
  await earn(userId, 1_000)
  await link(userId, own, { at: 1_001 })
  await earn(userId, 2_000)
  await rounds(world.worker())
  expect([await tokensAt(await custodyOf(userId)), await tokensAt(own)]).toEqual([1, 2])
})

test('a contract on another chain is paid nothing here, where it is not', async () => {
  const [userId, contract] = [newId(), newAddress()]
  await link(userId, contract, { contract: 5 })
  await earn(userId, 1_000)
  await rounds(world.worker())
  expect([await tokensAt(await custodyOf(userId)), await tokensAt(contract)]).toEqual([1, 0])
})

test('wallets that change while rewards are earned and settled: each is paid once, to one place', async () => {
  const userId = newId()
  const places = Array.from({ length: 4 }, newAddress)
  await earn(userId, 1_000)
  const worker = world.worker()
  const told = new AbortController()
  const settler = (async () => {
    while (!told.signal.aborted) await settleOnce(worker)
  })()
  for (let round = 0; round < 12; round++) {
    const place = places[round % places.length] ?? ''
    await Promise.all([
      round % 3 === 2 ? unlink(userId, place) : link(userId, place),
      ...Array.from({ length: 3 }, () => earn(userId, 1_000)),
    ])
  }
  told.abort()
  await settler
  await rounds(worker)
  const rewards = await world.db.selectFrom('reward').select(['payout_address', 'status']).where('user_id', '=', userId).execute()
  expect(rewards.map(({ status }) => status)).toEqual(Array(37).fill('SETTLED'))
  const custody = await custodyOf(userId)
  for (const place of [custody, ...places])
    expect(await tokensAt(place)).toBe(rewards.filter(({ payout_address }) => (payout_address ?? custody) === place).length)
})

test('nobody moves what was earned to another place', async () => {
  const userId = newId()
  await earn(userId, 1_000)
  const move = world.db.updateTable('reward').set({ payout_address: newAddress() }).where('user_id', '=', userId)
  await expect(move.execute()).rejects.toThrow('is paid where it was to be paid')
})
