import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { admin } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { PASSWORD, testBridge, violations, type TestBridge } from '../bridge.fixture.ts'
import { askCharger } from './command.fixture.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge({ callTimeoutMs: 1_000 })
})
afterAll(() => bridge[Symbol.asyncDispose]())

describe.each(['1.6', '2.0.1', '2.1'] as const)('OCPP %s', (version) => {
  const action = version === '1.6' ? 'ChangeConfiguration' : 'SetVariables'
  const answer = (word: string) =>
    version === '1.6'
      ? { status: word }
      : {
          setVariableResult: [
            { attributeStatus: word, component: { name: 'SecurityCtrlr' }, variable: { name: 'BasicAuthPassword' } },
          ],
        }
  const rotated = async (word: string) => {
    let given = ''
    const asking = await askCharger(bridge, {
      version,
      reconnect: false,
      answers: {
        [action]: (payload) => {
          const data = payload as { value?: string; setVariableData?: { attributeValue: string }[] }
          given = data.value ?? data.setVariableData?.[0]?.attributeValue ?? ''
          return answer(word)
        },
      },
    })
    const command = await asking.ask('rotateChargePointPassword')
    return { ...asking, command, given }
  }

  test('a charger takes a new password; the old one is good until then, and nobody sees either', async () => {
    const { stationId, identity, charger, command, given } = await rotated('Accepted')
    expect(command.state).toBe('ACCEPTED')
    expect(violations(charger)).toEqual([])
    expect(given).toMatch(/^[0-9A-F]{40}$/)
    const stored = await bridge.db.selectFrom('charge_point_command').selectAll().where('station_id', '=', stationId).execute()
    expect(JSON.stringify(stored).toLowerCase()).not.toContain(given.toLowerCase())
    // It has forgotten the new one, and comes with the old.
    await bridge.connect(identity, { version, reconnect: false })
    // Two are good, and no third.
    await expect(bridge.connect(identity, { version, password: 'neither of them' })).rejects.toThrow('401')
    // It comes with the new one.
    const again = await bridge.connect(identity, { version, password: given, reconnect: false })
    // Until stations knows, no other one may take its place: the word of stations would end that one.
    const ANOTHER = `mutation ($input: RotateChargePointPasswordInput!) { asked: rotateChargePointPassword(input: $input) { id } }`
    const input = { chargePointId: stationId, idempotencyKey: newId() }
    const { data } = await bridge.ask<{ asked: { id: string } }>(admin, ANOTHER, { input })
    await bridge.waitFor(
      'ocpp.charge-point-command.changed',
      ({ commandId, state }) => commandId === data?.asked.id && state === 'FAILED',
    )
    const taken = await bridge.waitFor('ocpp.charge-point.password-taken', (data) => data.stationId === stationId)
    // Stations answers with the station as it is now: from then on the old one is wrong.
    await bridge.tell('stations.station.saved', stationId, {
      stationId,
      operatorId: stationId,
      identity,
      passwordHash: taken.passwordHash,
      place: { latitude: 0, longitude: 0 },
      evses: [],
    })
    await again.waitFor('disconnected')
    await bridge.connect(identity, { version, password: given })
    await expect(bridge.connect(identity, { version, password: PASSWORD })).rejects.toThrow('401')
  })

  test('a password that was refused opens nothing', async () => {
    const { identity, command, given } = await rotated('Rejected')
    expect(command).toMatchObject({ state: 'REJECTED', status: 'Rejected' })
    await expect(bridge.connect(identity, { version, password: given })).rejects.toThrow('401')
    await bridge.connect(identity, { version })
  })
})

test('another one is made only when it is clear that the last was not taken', async () => {
  const asking = await askCharger(bridge, { answers: { ChangeConfiguration: () => ({ status: 'RebootRequired' }) } })
  expect((await asking.ask('rotateChargePointPassword')).state).toBe('ACCEPTED')
  expect(await asking.ask('rotateChargePointPassword')).toMatchObject({ state: 'FAILED' })
  await asking.charger.goOffline()
  await asking.charger.goOnline()
  await until(async () => (await asking.ask('rotateChargePointPassword')).state === 'ACCEPTED')
})

test('a word on the station that is not about its password leaves the new one good; another password ends it', async () => {
  let given = ''
  const asking = await askCharger(bridge, {
    reconnect: false,
    answers: {
      ChangeConfiguration: (payload) => {
        given = String(payload['value'])
        return { status: 'Accepted' }
      },
    },
  })
  await asking.ask('rotateChargePointPassword')
  const { stationId, identity } = asking
  const row = await bridge.db.selectFrom('charge_point').selectAll().where('station_id', '=', stationId).executeTakeFirstOrThrow()
  const say = (passwordHash: string | null) =>
    bridge.tell('stations.station.saved', stationId, {
      stationId,
      operatorId: stationId,
      identity,
      passwordHash,
      place: { latitude: 1, longitude: 1 },
      evses: [],
    })
  await say(row.password_hash)
  const charger = await bridge.connect(identity, { password: given, reconnect: false })
  await charger.goOffline()
  await say('$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')
  await expect(bridge.connect(identity, { password: given })).rejects.toThrow('401')
})
