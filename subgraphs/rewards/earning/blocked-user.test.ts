import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { payment } from '../chains/chain.queries.ts'
import { settleOnce } from '../settlement/round.ts'
import { rounds, testSettlement, type TestSettlement } from '../settlement/settlement.fixture.ts'
import { workWaits } from '../settlement/transaction.queries.ts'
import { signerOf } from '../settlement/settlement.ts'
import { noteBlocked } from './blocked-user.handler.ts'

let world: TestSettlement
beforeAll(async () => {
  world = await testSettlement()
})
afterAll(() => world[Symbol.asyncDispose]())

let position = 0
/** Accounts says so. */
const block = (userId: string, blocked: boolean, at = ++position) =>
  world.db.transaction().execute((trx) =>
    noteBlocked(trx, {
      id: newId(),
      name: 'accounts.user.blocked',
      aggregateId: userId,
      occurredAt: new Date().toISOString(),
      requestId: null,
      position: at,
      data: { userId, blocked },
    }),
  )
const statusesOf = async (userId: string) =>
  (await world.db.selectFrom('reward').select('status').where('user_id', '=', userId).orderBy('id').execute()).map(
    ({ status }) => status,
  )

test('what a blocked user has earned waits, by the database too, and is paid once when they are let in again; others are paid meanwhile', async () => {
  const [blocked, other] = [newId(), newId()]
  await world.earn(1, { userId: blocked })
  await block(blocked, true)
  await world.earn(1, { userId: blocked })
  await world.earn(1, { userId: other })
  const worker = world.worker()
  await rounds(worker)
  expect([await statusesOf(blocked), await statusesOf(other)]).toEqual([['EARNED', 'EARNED'], ['SETTLED']])
  const health = async () => (await payment(world.db))[0]
  // Nobody need look: it waits as it should, and the settlement rests.
  expect(await health()).toMatchObject({
    waiting: 2,
    blocked: 2,
    blocked_amount: String(2n * 12_345n * 10n ** 15n),
    oldest_due: null,
  })
  expect(await workWaits(world.db, signerOf(worker))).toBe(false)
  const batch = await world.db.selectFrom('batch').select('id').executeTakeFirstOrThrow()
  const put = world.db.updateTable('reward').set({ status: 'BATCHED', batch_id: batch.id, batch_position: 7 })
  await expect(put.where('user_id', '=', blocked).execute()).rejects.toThrow('blocked user wait')
  // An older word comes late.
  await block(blocked, false, 0)
  await rounds(worker)
  expect(await statusesOf(blocked)).toEqual(['EARNED', 'EARNED'])
  await block(blocked, false)
  await rounds(worker)
  expect(await statusesOf(blocked)).toEqual(['SETTLED', 'SETTLED'])
  expect(await health()).toMatchObject({ blocked: 0, blocked_amount: '0' })
  expect(await world.chain.token.read.totalSupply()).toBe(3n * 12_345n * 10n ** 15n)
})

test('what is signed when its user is blocked goes on its way', async () => {
  const userId = newId()
  await world.earn(1, { userId })
  const worker = world.worker()
  expect(await settleOnce(worker)).toBe('elsewhere')
  await world.db
    .updateTable('signer_lease')
    .set({ expires_at: new Date(0) })
    .execute()
  expect(await settleOnce(worker)).toBe('busy')
  await block(userId, true)
  await rounds(worker)
  expect(await statusesOf(userId)).toEqual(['SETTLED'])
})
