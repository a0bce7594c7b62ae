import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChargePointOptions } from '../../test/charge-point.ts'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'
import { askCharger } from './command.fixture.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
})
afterAll(() => bridge[Symbol.asyncDispose]())

type Answers = NonNullable<ChargePointOptions['answers']>
const says = (status: string) => () => ({ status })
const WANTED = 'wantedAvailability { edges { node { evseNumber connectorNumber available scheduled } } }'
interface Wanted {
  wantedAvailability: { edges: { node: object }[] }
}

describe.each(['1.6', '2.0.1', '2.1'] as const)('OCPP %s', (version) => {
  const is16 = version === '1.6'
  const asking = (answers: Answers = {}) => askCharger(bridge, { version, answers, evses: [{}, {}] })

  test('a connector is unlocked; each of the charger’s words means what it says', async () => {
    let word = 'Unlocked'
    const { ask, charger } = await asking({ UnlockConnector: () => ({ status: word }) })
    const { state, request } = await ask('unlockConnector', { evseNumber: 2 })
    expect([state, request]).toEqual(['ACCEPTED', is16 ? { connectorId: 2 } : { evseId: 2, connectorId: 1 }])
    word = 'UnlockFailed'
    expect(await ask('unlockConnector', { evseNumber: 1 })).toMatchObject({ state: 'REJECTED', status: word })
    word = is16 ? 'NotSupported' : 'OngoingAuthorizedTransaction'
    const { state: third } = await ask('unlockConnector', { evseNumber: 1 })
    expect(third).toBe(is16 ? 'UNSUPPORTED' : 'REJECTED')
    const other = await ask('unlockConnector', { evseNumber: 1, connectorNumber: 2 })
    expect(other.request).toEqual(is16 ? null : { evseId: 1, connectorId: 2 })
    expect(violations(charger)).toEqual([])
  })

  test('a charger is put out of service, and its parts; Scheduled is a yes, and what it agreed to is shown', async () => {
    let word = 'Accepted'
    const { ask, shown, charger } = await asking({ ChangeAvailability: () => ({ status: word }) })
    const wanted = async () => (await shown<Wanted>(WANTED)).wantedAvailability.edges.map(({ node }) => node)
    expect((await ask('changeAvailability', { available: false, evseNumber: 1 })).request).toEqual(
      is16 ? { connectorId: 1, type: 'Inoperative' } : { operationalStatus: 'Inoperative', evse: { id: 1 } },
    )
    const agreed = { evseNumber: 1, connectorNumber: 0, available: false, scheduled: false }
    expect(await wanted()).toEqual([agreed])
    word = 'Scheduled'
    expect(await ask('changeAvailability', { available: true, evseNumber: 1 })).toMatchObject({ state: 'ACCEPTED', status: word })
    expect(await wanted()).toEqual([{ ...agreed, available: true, scheduled: true }])
    word = 'Rejected'
    expect(await ask('changeAvailability', { available: false })).toMatchObject({ state: 'REJECTED' })
    expect(await wanted()).toHaveLength(1)
    word = 'Accepted'
    const { request } = await ask('changeAvailability', { available: true })
    expect(request).toEqual(is16 ? { connectorId: 0, type: 'Operative' } : { operationalStatus: 'Operative' })
    // 1.6's connector 0 stands for all of them; in 2.x each level has its own.
    const all = { evseNumber: 0, connectorNumber: 0, available: true, scheduled: false }
    expect(await wanted()).toEqual(is16 ? [all] : [all, { ...agreed, available: true, scheduled: true }])
    const { state } = await ask('changeAvailability', { available: true, evseNumber: 2, connectorNumber: 2 })
    expect(state).toBe(is16 ? 'UNSUPPORTED' : 'ACCEPTED')
    expect(violations(charger)).toEqual([])
  })

  test('a message is asked for, by the action that the version has for it', async () => {
    const { ask, charger } = await asking({ TriggerMessage: says('Accepted'), ExtendedTriggerMessage: says('Accepted') })
    const word = is16 ? 'SignChargePointCertificate' : 'SignChargingStationCertificate'
    expect(await ask('triggerMessage', { message: 'SIGN_CERTIFICATE' })).toMatchObject({
      state: 'ACCEPTED',
      action: is16 ? 'ExtendedTriggerMessage' : 'TriggerMessage',
      request: { requestedMessage: word },
    })
    const { action, request } = await ask('triggerMessage', { message: 'STATUS', evseNumber: 1 })
    expect(action).toBe('TriggerMessage')
    expect(request).toEqual({
      requestedMessage: 'StatusNotification',
      ...(is16 ? { connectorId: 1 } : { evse: { id: 1, connectorId: 1 } }),
    })
    const lacking = is16 ? 'TRANSACTION' : 'DIAGNOSTICS_STATUS'
    expect(await ask('triggerMessage', { message: lacking })).toMatchObject({ state: 'UNSUPPORTED', request: null })
    expect(violations(charger)).toEqual([])
  })

  test('a message that the charger does not have is no failure of it', async () => {
    const { ask } = await asking({ TriggerMessage: says('NotImplemented') })
    expect(await ask('triggerMessage', { message: 'HEARTBEAT' })).toMatchObject({
      state: 'UNSUPPORTED',
      status: 'NotImplemented',
    })
  })

  test('a charger forgets the id tokens that it remembers by itself, or says that it does not', async () => {
    let word = 'Accepted'
    const { ask, charger } = await asking({ ClearCache: () => ({ status: word }) })
    expect(await ask('clearCache')).toMatchObject({ state: 'ACCEPTED', request: {} })
    word = 'Rejected'
    expect(await ask('clearCache')).toMatchObject({ state: 'REJECTED', status: word })
    expect(violations(charger)).toEqual([])
  })
})
