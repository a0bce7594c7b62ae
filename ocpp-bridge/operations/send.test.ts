import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import { commands } from './command.queries.ts'
import { askCharger } from './command.fixture.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
})
afterAll(() => bridge[Symbol.asyncDispose]())

const commandOf = async (id: string) => (await commands(bridge.db, [id]))[0]

describe.each(['1.6', '2.0.1', '2.1'] as const)('OCPP %s', (version) => {
  test('what its schema forbids is not sent, and the command says why', async () => {
    const { stationId, charger, ask } = await askCharger(bridge, {
      version,
      answers: { ClearCache: () => ({ status: 'Accepted' }) },
    })
    const id = newId()
    const vendorId = 'x'.repeat(256)
    await bridge.db
      .insertInto('charge_point_command')
      .values({
        id,
        kind: 'DATA_TRANSFER',
        station_id: stationId,
        input: JSON.stringify({ vendorId }),
        requested_by: null,
        expires_at: new Date(Date.now() + 60_000),
      })
      .execute()
    // The next command has its turn.
    expect(await ask('clearCache')).toMatchObject({ state: 'ACCEPTED' })
    const { state, action, message } = (await commandOf(id)) ?? {}
    expect({ state, action }).toEqual({ state: 'FAILED', action: 'DataTransfer' })
    expect(message).toMatch(new RegExp(`^OCPP ${version} does not allow this: .*vendorId`))
    expect(charger.events.flatMap((event) => (event.name === 'commanded' ? [event.action] : []))).toEqual(['ClearCache'])
  })
})

test('an answer that comes when the command is over changes nothing', async () => {
  const { stationId, ask } = await askCharger(bridge, {
    answers: {
      ChangeConfiguration: async () => {
        await bridge.db
          .updateTable('charge_point_command')
          .set({ state: 'UNANSWERED', message: 'Nobody knows.', settled_at: new Date() })
          .where('station_id', '=', stationId)
          .where('state', '=', 'SENT')
          .execute()
        return { status: 'Accepted' }
      },
      ClearCache: () => ({ status: 'Accepted' }),
    },
  })
  const late = await ask('changeConfiguration', { key: 'HeartbeatInterval', value: '60' })
  // Answers are noted one after the other.
  await ask('clearCache')
  expect(await commandOf(late.id)).toMatchObject({ state: 'UNANSWERED', status: null, response: null })
  const kept = bridge.db.selectFrom('configuration_key').select('key').where('station_id', '=', stationId)
  expect(await kept.execute()).toEqual([])
  const said = (await bridge.said('ocpp.charge-point-command.changed')).filter(({ commandId }) => commandId === late.id)
  expect(said.map(({ state }) => state)).not.toContain('ACCEPTED')
})
