import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { admin } from '../../test/caller.ts'
import type { ChargePointOptions } from '../../test/charge-point.ts'
import { until } from '../../test/until.ts'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'
import { askCharger } from '../operations/command.fixture.ts'
import { takeCommand } from '../operations/command.handler.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
})
afterAll(() => bridge[Symbol.asyncDispose]())

const PROFILE = { purpose: 'TX_DEFAULT', evseNumber: 1, stackLevel: 2, unit: 'A', periods: [{ startSeconds: 0, limit: 16 }] }
const SHOWN = `chargingProfiles { edges { node { profileId source purpose stackLevel evseNumber transactionId unit periods { limit } startAt } } }`
type Answers = NonNullable<ChargePointOptions['answers']>
interface Shown {
  chargingProfiles: { edges: { node: { profileId: number; purpose: string; periods: { limit: number }[] } }[] }
}
const yes = (more: Answers = {}): Answers => ({
  SetChargingProfile: () => ({ status: 'Accepted' }),
  ClearChargingProfile: () => ({ status: 'Accepted' }),
  ...more,
})

describe.each(['1.6', '2.0.1', '2.1'] as const)('OCPP %s', (version) => {
  const is16 = version === '1.6'
  const asking = (answers = yes(), more: Partial<ChargePointOptions> = {}) =>
    askCharger(bridge, { version, answers, evses: [{}, {}], ...more })
  const profileIn = (request: Record<string, unknown> | null) =>
    (request?.[is16 ? 'csChargingProfiles' : 'chargingProfile'] ?? {}) as Record<string, unknown>
  const scheduleIn = (request: Record<string, unknown> | null) => {
    const schedule = profileIn(request)['chargingSchedule']
    return (Array.isArray(schedule) ? schedule[0] : schedule) as Record<string, unknown>
  }

  test('a profile is set in the words of the version, and remembered', async () => {
    const { ask, shown, charger } = await asking()
    const periods = [
      { startSeconds: 0, limit: 16.19, phases: 3 },
      { startSeconds: 3600, limit: 6 },
    ]
    const more = { periods, startAt: '2030-01-01T00:00:00.000Z', repeats: 'DAILY', durationSeconds: 86_400, minimum: 6 }
    const { state, status, request } = await ask('setChargingProfile', { ...PROFILE, ...more })
    expect([state, status]).toEqual(['ACCEPTED', 'Accepted'])
    expect(request?.[is16 ? 'connectorId' : 'evseId']).toBe(1)
    const id = expect.any(Number) as number
    expect(profileIn(request)).toMatchObject({
      [is16 ? 'chargingProfileId' : 'id']: id,
      stackLevel: 2,
      chargingProfilePurpose: 'TxDefaultProfile',
      chargingProfileKind: 'Recurring',
      recurrencyKind: 'Daily',
    })
    expect(scheduleIn(request)).toEqual({
      ...(!is16 && { id }),
      startSchedule: '2030-01-01T00:00:00.000Z',
      duration: 86_400,
      chargingRateUnit: 'A',
      minChargingRate: 6,
      chargingSchedulePeriod: [
        { startPeriod: 0, limit: 16.1, numberPhases: 3 },
        { startPeriod: 3600, limit: 6 },
      ],
    })
    const { edges } = (await shown<Shown>(SHOWN)).chargingProfiles
    expect(edges.map(({ node }) => node)).toMatchObject([{ source: 'CSO', purpose: 'TX_DEFAULT', evseNumber: 1, stackLevel: 2 }])
    expect(violations(charger)).toEqual([])
  })

  test('another one for the same place has the same id and replaces it; a refused one changes nothing', async () => {
    let word = 'Accepted'
    const { ask, shown } = await asking(yes({ SetChargingProfile: () => ({ status: word }) }))
    const ids = []
    for (const [limit, more] of [
      [16, {}],
      [10, {}],
      [8, { evseNumber: 2 }],
    ] as const) {
      const { request } = await ask('setChargingProfile', { ...PROFILE, ...more, periods: [{ startSeconds: 0, limit }] })
      ids.push(profileIn(request)[is16 ? 'chargingProfileId' : 'id'])
    }
    expect(ids[1]).toBe(ids[0])
    expect(ids[2]).not.toBe(ids[0])
    word = 'Rejected'
    const refused = { ...PROFILE, stackLevel: 5 }
    expect(await ask('setChargingProfile', refused)).toMatchObject({ state: 'REJECTED', status: 'Rejected' })
    expect(await ask('setChargingProfile', { ...PROFILE, periods: [{ startSeconds: 0, limit: 32 }] })).toMatchObject({
      state: 'REJECTED',
    })
    const { edges } = (await shown<Shown>(SHOWN)).chargingProfiles
    expect(edges.map(({ node }) => node.periods[0]?.limit)).toEqual([10, 8])
  })

  test('the whole charger is limited at once, a transaction from its beginning', async () => {
    const { ask } = await asking()
    const { request } = await ask('setChargingProfile', { ...PROFILE, purpose: 'STATION_MAX', evseNumber: 0, unit: 'W' })
    expect(profileIn(request)).toMatchObject({
      chargingProfilePurpose: is16 ? 'ChargePointMaxProfile' : 'ChargingStationMaxProfile',
      chargingProfileKind: 'Absolute',
    })
    expect(scheduleIn(request)['startSchedule']).toEqual(expect.any(String))
    const relative = (await ask('setChargingProfile', PROFILE)).request
    expect(profileIn(relative)['chargingProfileKind']).toBe('Relative')
    expect(scheduleIn(relative)).not.toHaveProperty('startSchedule')
  })

  test('a transaction has a profile as long as it runs', async () => {
    const { ask, shown, charger, stationId } = await asking()
    await bridge.issue(`CARD${stationId.slice(-8)}`)
    const { id } = await charger.start({ idToken: `CARD${stationId.slice(-8)}`, evse: 2 })
    const { transactionId } = await bridge.waitFor('ocpp.transaction.started', (data) => data.stationId === stationId)
    const { evseNumber: _none, ...rest } = PROFILE
    const profile = { ...rest, purpose: 'TX', transactionId }
    const { state, request } = await ask('setChargingProfile', profile)
    expect(state).toBe('ACCEPTED')
    expect(request?.[is16 ? 'connectorId' : 'evseId']).toBe(2)
    expect(profileIn(request)).toMatchObject({ transactionId: id, chargingProfilePurpose: 'TxProfile' })
    const count = async () => (await shown<Shown>(SHOWN)).chargingProfiles.edges.length
    expect(await count()).toBe(1)
    await charger.stop(2)
    expect(await count()).toBe(0)
    expect(await ask('setChargingProfile', profile)).toMatchObject({ state: 'FAILED', message: 'The transaction is over.' })
    expect(await ask('setChargingProfile', { ...profile, transactionId: newId() })).toMatchObject({ state: 'FAILED' })
  })

  test('profiles are cleared by what they have in common; none is no failure', async () => {
    let word = 'Accepted'
    const { ask, shown, charger } = await asking(yes({ ClearChargingProfile: () => ({ status: word }) }))
    for (const evseNumber of [0, 1, 2]) await ask('setChargingProfile', { ...PROFILE, evseNumber })
    const limits = async () => (await shown<Shown>(SHOWN)).chargingProfiles.edges.length
    const { request } = await ask('clearChargingProfiles', { evseNumber: 2, purpose: 'TX_DEFAULT', stackLevel: 2 })
    const fields = { chargingProfilePurpose: 'TxDefaultProfile', stackLevel: 2 }
    expect(request).toEqual(is16 ? { connectorId: 2, ...fields } : { chargingProfileCriteria: { evseId: 2, ...fields } })
    expect(await limits()).toBe(2)
    word = 'Unknown'
    expect(await ask('clearChargingProfiles', { evseNumber: 1 })).toMatchObject({ state: 'ACCEPTED', status: 'Unknown' })
    expect(await limits()).toBe(1)
    expect((await ask('clearChargingProfiles')).request).toEqual(is16 ? {} : { chargingProfileCriteria: {} })
    expect(await limits()).toBe(0)
    expect(violations(charger)).toEqual([])
  })

  test('what a charger will allow is shown in one form', async () => {
    const start = '2030-01-01T00:00:00Z'
    const schedule = {
      chargingRateUnit: 'W',
      duration: 600,
      chargingSchedulePeriod: [{ startPeriod: 0, limit: 7400, numberPhases: 1 }],
    }
    const answer = is16
      ? { status: 'Accepted', connectorId: 1, scheduleStart: start, chargingSchedule: schedule }
      : { status: 'Accepted', schedule: { evseId: 1, scheduleStart: start, ...schedule } }
    const { ask } = await asking(yes({ GetCompositeSchedule: () => answer }))
    const { id, request } = await ask('getCompositeSchedule', { evseNumber: 1, durationSeconds: 600, unit: 'W' })
    expect(request).toEqual({ [is16 ? 'connectorId' : 'evseId']: 1, duration: 600, chargingRateUnit: 'W' })
    const text = `query ($id: UUID!) { chargePointCommand(id: $id) { compositeSchedule { unit startAt durationSeconds periods { startSeconds limit phases } } } }`
    expect((await bridge.ask(admin, text, { id })).data).toEqual({
      chargePointCommand: {
        compositeSchedule: {
          unit: 'W',
          startAt: '2030-01-01T00:00:00.000Z',
          durationSeconds: 600,
          periods: [{ startSeconds: 0, limit: 7400, phases: 1 }],
        },
      },
    })
  })

  test('the platform itself sets a profile, once for each id, and hears what became of it', async () => {
    const { stationId, charger } = await asking()
    const id = newId()
    const input = { purpose: 'STATION_MAX', stackLevel: 0, unit: 'W', periods: [{ startSeconds: 0, limit: 22_000 }] } as const
    const command = { id, kind: 'SET_CHARGING_PROFILE', stationId, input, expiresAt: new Date(Date.now() + 60_000) } as const
    for (let i = 0; i < 2; i++) await bridge.db.transaction().execute((trx) => takeCommand(trx, command))
    const over = await bridge.waitFor(
      'ocpp.charge-point-command.changed',
      ({ commandId, state }) => commandId === id && state === 'ACCEPTED',
    )
    expect(over).toMatchObject({ stationId, kind: 'SET_CHARGING_PROFILE', status: 'Accepted' })
    await until(() => charger.events.some(({ name }) => name === 'commanded'))
    expect(charger.events.filter(({ name }) => name === 'commanded')).toHaveLength(1)
  })
})

test('a purpose that the version has not is refused without a call', async () => {
  const { ask } = await askCharger(bridge, { version: '2.0.1', answers: yes() })
  expect(await ask('setChargingProfile', { ...PROFILE, purpose: 'PRIORITY' })).toMatchObject({
    state: 'UNSUPPORTED',
    request: null,
  })
})
