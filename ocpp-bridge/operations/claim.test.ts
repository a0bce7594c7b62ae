import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { admin } from '../../test/caller.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import type { Trx } from '../tables.ts'
import { settleCommand, settleUnanswered, sweepCommands } from './command.handler.ts'
import { claimCommand, commands } from './command.queries.ts'

let bridge: TestBridge
beforeAll(async () => {
  // The test sweeps by itself.
  bridge = await testBridge({ sweepMs: 3_600_000 })
})
afterAll(() => bridge[Symbol.asyncDispose]())

/** A charger that is held by a process which is no more than a row, and a command that waits for it. */
async function waiting(kind: 'Reset' | 'ClearCache' = 'Reset') {
  const { stationId, identity } = await bridge.register()
  const nodeId = newId()
  await bridge.db
    .insertInto('node')
    .values({ node_id: nodeId, seen_at: new Date(Date.now() + 3_600_000) })
    .execute()
  const { epoch } = await bridge.db
    .insertInto('connection')
    .values({
      station_id: stationId,
      identity,
      node_id: nodeId,
      epoch: sql<number>`nextval('connection_epoch')`,
      ocpp_version: '1.6',
      security_profile: 1,
    })
    .returning('epoch')
    .executeTakeFirstOrThrow()
  const ask = kind === 'Reset' ? 'resetChargePoint' : 'clearCache'
  const type = kind === 'Reset' ? 'ResetChargePointInput' : 'ClearCacheInput'
  const { data, errors } = await bridge.ask<{ asked: { id: string } }>(
    admin,
    `mutation ($input: ${type}!) { asked: ${ask}(input: $input) { id } }`,
    { input: { chargePointId: stationId, idempotencyKey: newId(), ...(kind === 'Reset' && { type: 'IMMEDIATE' }) } },
  )
  expect(errors).toBeUndefined()
  const id = data?.asked.id ?? ''
  const read = async () => (await commands(bridge.db, [id]))[0]
  const late = () =>
    bridge.db
      .updateTable('charge_point_command')
      .set({ expires_at: new Date(Date.now() - 1_000) })
      .where('id', '=', id)
      .execute()
  return { id, mine: { identity, epoch, stationId }, read, late }
}
const transaction = <T>(work: (trx: Trx) => Promise<T>): Promise<T> => bridge.db.transaction().execute(work)

test('of all that would send a command at once one does, and nobody again', async () => {
  const { id, mine } = await waiting()
  const claims = await Promise.all(Array.from({ length: 6 }, () => claimCommand(bridge.db, mine)))
  expect(claims.flatMap((claimed) => (claimed ? [claimed.id] : []))).toEqual([id])
  expect(await claimCommand(bridge.db, mine)).toBeUndefined()
})

test('a process that has lost the charger to another sends nothing', async () => {
  const { id, mine } = await waiting()
  expect(await claimCommand(bridge.db, { ...mine, epoch: mine.epoch - 1 })).toBeUndefined()
  expect((await claimCommand(bridge.db, mine))?.id).toBe(id)
})

test('what nobody waits for any more is not sent, also before it is swept', async () => {
  const { mine, late } = await waiting()
  await late()
  expect(await claimCommand(bridge.db, mine)).toBeUndefined()
})

test('what has been sent cannot be called off, and ends once', async () => {
  const { id, mine, read } = await waiting()
  await claimCommand(bridge.db, mine)
  const CANCEL = `mutation ($input: CancelChargePointCommandInput!) { cancelChargePointCommand(input: $input) { state } }`
  const { data } = await bridge.ask(admin, CANCEL, { input: { commandId: id } })
  expect(data).toEqual({ cancelChargePointCommand: { state: 'SENT' } })
  expect(await transaction((trx) => settleCommand(trx, id, { state: 'UNANSWERED', message: 'Nobody knows.' }))).toBeDefined()
  expect(await transaction((trx) => settleCommand(trx, id, { state: 'FAILED', message: 'It broke.' }))).toBeUndefined()
  expect(await read()).toMatchObject({ state: 'UNANSWERED', message: 'Nobody knows.' })
})

test.each([
  ['ClearCache', 'in time', 'PENDING'],
  ['ClearCache', 'late', 'UNANSWERED'],
  ['Reset', 'in time', 'UNANSWERED'],
] as const)('without an answer a %s that is %s is %s', async (kind, when, state) => {
  const { mine, read, late } = await waiting(kind)
  await claimCommand(bridge.db, mine)
  if (when === 'late') await late()
  const command = await read()
  if (command) await transaction((trx) => settleUnanswered(trx, command, 'The line broke.'))
  expect((await read())?.state).toBe(state)
})

test('a command whose sender may still wait for the answer is not taken for lost', async () => {
  const { id, mine, read } = await waiting()
  await claimCommand(bridge.db, mine)
  const sweep = () => transaction((trx) => sweepCommands(trx, { config: bridge.config } as never))
  await sweep()
  expect((await read())?.state).toBe('SENT')
  await bridge.db
    .updateTable('charge_point_command')
    .set({ sent_at: new Date(Date.now() - 86_400_000) })
    .where('id', '=', id)
    .execute()
  await sweep()
  expect((await read())?.state).toBe('UNANSWERED')
})
