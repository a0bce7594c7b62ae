import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { admin } from '../../test/caller.ts'
import type { ChargePointOptions } from '../../test/charge-point.ts'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { askCharger, type Asking } from '../operations/command.fixture.ts'
import type { Json } from '../wire/frame.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
})
afterAll(() => bridge[Symbol.asyncDispose]())

type Answers = NonNullable<ChargePointOptions['answers']>
const yes = (more: Answers = {}): Answers => ({
  SetChargingProfile: () => ({ status: 'Accepted' }),
  ClearChargingProfile: () => ({ status: 'Accepted' }),
  GetChargingProfiles: () => ({ status: 'Accepted' }),
  ...more,
})
const OURS = { purpose: 'TX_DEFAULT', evseNumber: 1, stackLevel: 2, unit: 'A', periods: [{ startSeconds: 0, limit: 16 }] }
const SHOWN = `chargingProfiles(first: 100) { edges { node {
  profileId source purpose stackLevel evseNumber unit startAt repeats validTo minimum durationSeconds periods { startSeconds limit phases } } } }`
interface Shown {
  chargingProfiles: { edges: { node: Json & { profileId: number } }[] }
}
const profilesOf = async ({ shown }: Asking) => (await shown<Shown>(SHOWN)).chargingProfiles.edges.map(({ node }) => node)
const idsOf = async (asking: Asking) => (await profilesOf(asking)).map(({ profileId }) => profileId)
const reportOf = async ({ id }: { id: string }) => {
  const text = `query ($id: UUID!) { chargePointCommand(id: $id) { report { parts completedAt } } }`
  const { data } = await bridge.ask<{ chargePointCommand: { report: { parts: number; completedAt: string | null } } }>(
    admin,
    text,
    { id },
  )
  return data?.chargePointCommand.report
}

/** A profile as a charger of 2.x reports it. */
const theirs = (id: number, more: Json = {}, schedule: Json = {}): Json => ({
  id,
  stackLevel: 0,
  chargingProfilePurpose: 'TxDefaultProfile',
  chargingProfileKind: 'Relative',
  chargingSchedule: [{ id: 1, chargingRateUnit: 'W', chargingSchedulePeriod: [{ startPeriod: 0, limit: 11_000 }], ...schedule }],
  ...more,
})
const report = ({ charger }: Asking, requestId: unknown, profiles: Json[], more: Json = {}) =>
  charger.call('ReportChargingProfiles', {
    requestId,
    chargingLimitSource: 'CSO',
    evseId: 1,
    chargingProfile: profiles,
    ...more,
  })

describe.each(['2.0.1', '2.1'] as const)('OCPP %s', (version) => {
  const asking = (answers = yes()) => askCharger(bridge, { version, answers, evses: [{}, {}] })

  test('all that a charger has is reported, in parts; what of ours it does not report is gone', async () => {
    const own = await asking()
    await own.ask('setChargingProfile', OURS)
    const asked = await own.ask('getChargingProfiles')
    expect(asked).toMatchObject({ state: 'ACCEPTED', status: 'Accepted', request: { chargingProfile: {} } })
    const requestId = asked.request?.['requestId']
    const schedule = { startSchedule: '2030-01-01T00:00:00Z', duration: 3_600, minChargingRate: 1_380 }
    const recurring = { chargingProfileKind: 'Recurring', recurrencyKind: 'Weekly', validTo: '2031-01-01T00:00:00Z' }
    const whole = { chargingProfilePurpose: 'ChargingStationExternalConstraints', ...recurring }
    await report(own, requestId, [theirs(-7, whole, schedule)], { evseId: 0, chargingLimitSource: 'EMS', tbc: true })
    expect(await reportOf(asked)).toEqual({ parts: 1, completedAt: null })
    expect(await profilesOf(own)).toHaveLength(2)
    await report(own, requestId, [theirs(8)])
    expect(await reportOf(asked)).toEqual({ parts: 2, completedAt: expect.any(String) as string })
    const [external, theirDefault] = await profilesOf(own)
    expect(external).toEqual({
      profileId: -7,
      source: 'EMS',
      purpose: 'EXTERNAL',
      stackLevel: 0,
      evseNumber: 0,
      unit: 'W',
      startAt: '2030-01-01T00:00:00.000Z',
      repeats: 'WEEKLY',
      validTo: '2031-01-01T00:00:00.000Z',
      minimum: 1_380,
      durationSeconds: 3_600,
      periods: [{ startSeconds: 0, limit: 11_000, phases: null }],
    })
    expect(theirDefault).toMatchObject({ profileId: 8, source: 'CSO', purpose: 'TX_DEFAULT', evseNumber: 1, repeats: null })
    expect(await idsOf(own)).toHaveLength(2)
    expect(violations(own.charger)).toEqual([])
  })

  test('a report of some takes away only what fits; one of none all of that', async () => {
    let word = 'Accepted'
    const own = await asking(yes({ GetChargingProfiles: () => ({ status: word }) }))
    for (const evseNumber of [1, 2]) await own.ask('setChargingProfile', { ...OURS, evseNumber })
    const [first = 0, second = 0] = await idsOf(own)
    const some = await own.ask('getChargingProfiles', { evseNumber: 2, purpose: 'TX_DEFAULT', stackLevel: 2, sources: ['CSO'] })
    const criterion = { chargingProfilePurpose: 'TxDefaultProfile', stackLevel: 2, chargingLimitSource: ['CSO'] }
    expect(some.request).toEqual({ requestId: expect.any(Number) as number, evseId: 2, chargingProfile: criterion })
    await report(own, some.request?.['requestId'], [theirs(second, { stackLevel: 2 })], { evseId: 2 })
    expect(await profilesOf(own)).toMatchObject([
      { profileId: first, unit: 'A' },
      { profileId: second, unit: 'W' },
    ])
    word = 'NoProfiles'
    const named = await own.ask('getChargingProfiles', { profileIds: [second] })
    expect(named).toMatchObject({ state: 'ACCEPTED', status: 'NoProfiles' })
    expect(named.request?.['chargingProfile']).toEqual({ chargingProfileId: [second] })
    expect(await idsOf(own)).toEqual([first])
    await own.ask('getChargingProfiles', { sources: ['EMS'] })
    expect(await idsOf(own)).toEqual([first])
    await own.ask('getChargingProfiles')
    expect(await idsOf(own)).toEqual([])
    expect(violations(own.charger)).toEqual([])
  })

  test('one that another system has set keeps its id when ours replaces it, and is cleared by it', async () => {
    const own = await asking()
    const { request } = await own.ask('getChargingProfiles')
    await report(own, request?.['requestId'], [theirs(5, { stackLevel: 2 }), theirs(6)])
    const set = await own.ask('setChargingProfile', OURS)
    expect(set.request?.['chargingProfile']).toMatchObject({ id: 5 })
    const cleared = await own.ask('clearChargingProfiles', { profileId: 6 })
    expect(cleared.request).toEqual({ chargingProfileId: 6 })
    expect(await profilesOf(own)).toMatchObject([{ profileId: 5, unit: 'A', periods: [{ limit: 16 }] }])
    expect(violations(own.charger)).toEqual([])
  })

  test('the charger is right: another id in the place of ours is what it has, and of one place the last word holds', async () => {
    const own = await asking()
    await own.ask('setChargingProfile', OURS)
    const { request } = await own.ask('getChargingProfiles', { stackLevel: 9 })
    const inPlace = { stackLevel: 2 }
    await report(own, request?.['requestId'], [
      theirs(5, inPlace),
      theirs(6, inPlace),
      theirs(6, inPlace, { chargingRateUnit: 'A' }),
    ])
    expect(await profilesOf(own)).toMatchObject([{ profileId: 6, unit: 'A' }])
  })

  test('what was said yes to after the question is not taken away by the report', async () => {
    const own = await asking()
    const { request } = await own.ask('getChargingProfiles')
    await own.ask('setChargingProfile', OURS)
    await report(own, request?.['requestId'], [theirs(8)])
    expect(await profilesOf(own)).toMatchObject([{ profileId: 8 }, { unit: 'A' }])
  })

  test('a report that nobody asked for, of another charger, or that is complete tells nothing', async () => {
    const [own, other] = [await asking(), await asking()]
    const { request } = await own.ask('getChargingProfiles')
    const requestId = request?.['requestId']
    await report(other, requestId, [theirs(1)])
    await report(own, 2_000_000_000, [theirs(1)])
    expect(await idsOf(other)).toEqual([])
    expect(await idsOf(own)).toEqual([])
    await report(own, requestId, [theirs(2)])
    await report(own, requestId, [theirs(3)])
    expect(await idsOf(own)).toEqual([2])
  })

  test('one of a transaction is shown while that runs; one of a transaction that is unknown is left out', async () => {
    const own = await asking()
    const card = `CARD${own.stationId.slice(-8)}`
    await bridge.issue(card)
    const { id } = await own.charger.start({ idToken: card, evse: 1 })
    const { request } = await own.ask('getChargingProfiles')
    const tx = { chargingProfilePurpose: 'TxProfile' }
    const profiles = [theirs(1, { ...tx, transactionId: id }), theirs(2, { ...tx, transactionId: 'another' }), theirs(3, tx)]
    await report(own, request?.['requestId'], profiles)
    expect(await profilesOf(own)).toMatchObject([{ profileId: 1, purpose: 'TX' }])
    await own.charger.stop(1)
    expect(await idsOf(own)).toEqual([])
  })

  test('of one charger so many are kept and no more', async () => {
    const own = await asking()
    const { request } = await own.ask('getChargingProfiles')
    const most = OCPP_LIMITS.chargingProfiles
    const many = (from: number) => Array.from({ length: most }, (_, i) => theirs(from + i, { stackLevel: from + i }))
    await report(own, request?.['requestId'], many(10), { tbc: true })
    await report(own, request?.['requestId'], many(10 + most - 5))
    const rows = bridge.db.selectFrom('charging_profile').select('profile_id').where('station_id', '=', own.stationId)
    expect((await rows.orderBy('profile_id').execute()).map((row) => row.profile_id)).toEqual(many(10).map(({ id }) => id))
  })

  test('a profile that cannot be told from others is left out; the rest of its message is kept', async () => {
    const own = await asking()
    const { request } = await own.ask('getChargingProfiles')
    await report(own, request?.['requestId'], [
      theirs(1, {}, { chargingSchedulePeriod: [{ startPeriod: 2 ** 40, limit: 1 }] }),
      theirs(2 ** 40),
    ])
    expect(await profilesOf(own)).toMatchObject([{ profileId: 1, periods: [] }])
  })
})

test('2.0.1 has no other sources than its own, 1.6 no such question', async () => {
  const older = await askCharger(bridge, { version: '2.0.1', answers: yes() })
  expect(await older.ask('getChargingProfiles', { sources: ['SmartGrid'] })).toMatchObject({ state: 'UNSUPPORTED', request: null })
  expect(await older.ask('getChargingProfiles', { purpose: 'PRIORITY' })).toMatchObject({ state: 'UNSUPPORTED', request: null })
  const newer = await askCharger(bridge, { version: '2.1', answers: yes() })
  const { request } = await newer.ask('getChargingProfiles', { sources: ['SmartGrid'] })
  expect(request?.['chargingProfile']).toEqual({ chargingLimitSource: ['SmartGrid'] })
  const oldest = await askCharger(bridge, { version: '1.6', answers: yes() })
  await oldest.refused('getChargingProfiles', {}, 'CONFLICT')
  const { request: clear } = await oldest.ask('clearChargingProfiles', { profileId: 6 })
  expect(clear).toEqual({ id: 6 })
})
