import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { admin } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { PASSWORD, testBridge, violations, type TestBridge } from '../bridge.fixture.ts'

/** The simulated charger does what operators ask, as demo and `npm run charger` show it. */

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
  await bridge.issue('DRIVER1')
})
afterAll(() => bridge[Symbol.asyncDispose]())

const COMMAND = `query ($id: UUID!) { chargePointCommand(id: $id) { state status } }`

describe.each(['1.6', '2.0.1', '2.1'] as const)('OCPP %s', (version) => {
  const obedient = async () => {
    const { stationId, identity } = await bridge.register()
    const charger = await bridge.connect(identity, { version, obedient: true })
    const ask = async (field: string, type: string, input: object = {}) => {
      const text = `mutation ($input: ${type}!) { asked: ${field}(input: $input) { id } }`
      const given = { input: { chargePointId: stationId, idempotencyKey: newId(), ...input } }
      const { data, errors } = await bridge.ask<{ asked: { id: string } }>(admin, text, given)
      expect(errors).toBeUndefined()
      const id = data?.asked.id ?? ''
      return until(async () => {
        const command = (await bridge.ask<{ chargePointCommand: { state: string; status: string } }>(admin, COMMAND, { id })).data
        const { state, status } = command?.chargePointCommand ?? {}
        return state === 'PENDING' || state === 'SENT' ? undefined : [state, status]
      })
    }
    return { stationId, charger, ask }
  }
  const boots = (charger: { events: readonly { name: string }[] }) => charger.events.filter(({ name }) => name === 'booted').length

  test('a reset ends what runs, and the charger boots again', async () => {
    const { charger, ask } = await obedient()
    await charger.start({ idToken: 'DRIVER1' })
    expect(await ask('resetChargePoint', 'ResetChargePointInput', { type: 'IMMEDIATE' })).toEqual(['ACCEPTED', 'Accepted'])
    await until(() => boots(charger) === 2)
    expect(await charger.waitFor('ended')).toMatchObject({ reason: version === '1.6' ? 'SoftReset' : 'ImmediateReset' })
    expect(violations(charger)).toEqual([])
  })

  test('messages are sent that are asked for, connectors unlocked and put out of service, caches and lists taken', async () => {
    const { charger, ask } = await obedient()
    expect(await ask('triggerMessage', 'TriggerMessageInput', { message: 'HEARTBEAT' })).toEqual(['ACCEPTED', 'Accepted'])
    await until(() => charger.wire.frames.some(({ direction, text }) => direction === 'out' && text.includes('"Heartbeat"')))
    expect(await ask('unlockConnector', 'UnlockConnectorInput', { evseNumber: 1 })).toEqual(['ACCEPTED', 'Unlocked'])
    expect(await ask('changeAvailability', 'ChangeAvailabilityInput', { available: false })).toEqual(['ACCEPTED', 'Accepted'])
    await charger.waitFor('status', ({ status }) => status === 'Unavailable')
    expect(await ask('clearCache', 'ClearCacheInput')).toEqual(['ACCEPTED', 'Accepted'])
    expect((await ask('getLocalListVersion', 'GetLocalListVersionInput'))[0]).toBe('ACCEPTED')
    expect(violations(charger)).toEqual([])
  })

  test('a new firmware is told step by step, and it boots with it', async () => {
    const { stationId, charger, ask } = await obedient()
    const input = { location: 'https://example.org/firmware.bin', retrieveAt: new Date().toISOString() }
    expect((await ask('updateChargePointFirmware', 'UpdateChargePointFirmwareInput', input))[0]).toBe('ACCEPTED')
    const text = `query ($id: UUID!) { chargePoint(id: $id) { firmware firmwareRuns(first: 1) { edges { node { state } } } } }`
    interface Shown {
      chargePoint: { firmware: string; firmwareRuns: { edges: { node: { state: string } }[] } }
    }
    const done = async () => {
      const { data } = await bridge.ask<Shown>(admin, text, { id: stationId })
      return data?.chargePoint.firmware === '2.0' ? data.chargePoint.firmwareRuns.edges[0]?.node.state : undefined
    }
    await until(async () => (await done()) === 'DONE')
    expect(violations(charger)).toEqual([])
  })

  test('settings are read and changed', async () => {
    const { charger, ask } = await obedient()
    if (version === '1.6') {
      expect((await ask('getConfiguration', 'GetConfigurationInput'))[0]).toBe('ACCEPTED')
      const change = { key: 'HeartbeatInterval', value: '60' }
      expect(await ask('changeConfiguration', 'ChangeConfigurationInput', change)).toEqual(['ACCEPTED', 'Accepted'])
      const fixed = { key: 'NumberOfConnectors', value: '9' }
      expect(await ask('changeConfiguration', 'ChangeConfigurationInput', fixed)).toEqual(['REJECTED', 'Rejected'])
    } else {
      const variable = { component: 'OCPPCommCtrlr', variable: 'HeartbeatInterval' }
      expect((await ask('getVariables', 'GetVariablesInput', { variables: [variable] }))[0]).toBe('ACCEPTED')
      const change = { variables: [{ ...variable, value: '60' }] }
      expect(await ask('setVariables', 'SetVariablesInput', change)).toEqual(['ACCEPTED', 'Accepted'])
      expect((await ask('getBaseReport', 'GetBaseReportInput', { base: 'FULL' }))[0]).toBe('ACCEPTED')
    }
    expect(violations(charger)).toEqual([])
  })

  test('a charger of its own process charges with a card, and Ctrl-C ends its session before it goes', async () => {
    const { identity, stationId } = await bridge.register()
    const main = fileURLToPath(new URL('../../test/charge-point-main.ts', import.meta.url))
    const about = [
      '--url',
      bridge.app.url,
      '--identity',
      identity,
      '--password',
      PASSWORD,
      '--version',
      version,
      '--card',
      'DRIVER1',
    ]
    const charger = spawn(process.execPath, [main, ...about])
    await bridge.waitFor('ocpp.transaction.started', (data) => data.stationId === stationId)
    charger.kill('SIGINT')
    expect((await once(charger, 'exit'))[0]).toBe(0)
    const { transactionId } = (await bridge.said('ocpp.transaction.started')).find((data) => data.stationId === stationId) ?? {}
    await bridge.waitFor('ocpp.transaction.ended', (data) => data.transactionId === transactionId)
  })
})
