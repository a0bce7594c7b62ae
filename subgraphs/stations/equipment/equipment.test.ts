import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { fault } from '../../../test/subgraph.ts'
import { expectToldAgain } from '../../../test/told-again.ts'
import { past } from '../past.ts'
import { admin, ccs, driver, operator, otherOperator, testStations, type TestStations } from '../stations.fixture.ts'

let box: TestStations
beforeAll(async () => {
  box = await testStations()
})
afterAll(() => box[Symbol.asyncDispose]())

const FIELDS: Record<string, string> = {
  addEvse: 'id number evseId connectors { number }',
  updateEvse: 'id evseId',
  addConnector: 'id number maxPowerW',
  updateConnector: 'id standard maxPowerW',
  retireStation: 'id retiredAt evses { id }',
  retireEvse: 'id retiredAt status connectors { id }',
  retireConnector: 'id retiredAt status',
}
const INPUTS: Record<string, string> = Object.fromEntries(
  Object.keys(FIELDS).map((name) => [name, `${name[0]?.toUpperCase()}${name.slice(1)}Input`]),
)
type Answer = Record<string, { id: string; retiredAt: string | null } & Record<string, unknown>>
const act = async (name: string, input: object, caller = operator) =>
  box.ask<Answer>(caller, `mutation ($input: ${INPUTS[name]}!) { ${name}(input: $input) { ${FIELDS[name]} } }`, { input })
const done = async (...args: Parameters<typeof act>) => {
  const { data, errors } = await act(...args)
  return data?.[args[0]] ?? Promise.reject(new Error(JSON.stringify(errors)))
}
let count = 0
const emi3 = () => `DE*EVG*EQ${++count}`
const said = async (stationId: string) => (await box.said('stations.station.saved', stationId)).at(-1)

test('an EVSE is added with the next number, once for each eMI3 id, also when ten ask at once; the station is told', async () => {
  const { id: stationId } = await box.register(operator)
  const input = { stationId, evseId: emi3(), connectors: [ccs(), ccs({ maxPowerW: 22_000 })] }
  const all = await Promise.all(Array.from({ length: 10 }, () => done('addEvse', input)))
  expect(new Set(all.map((evse) => evse.id)).size).toBe(1)
  expect(all[0]).toMatchObject({ number: 2, connectors: [{ number: 1 }, { number: 2 }] })
  expect((await said(stationId))?.evses.map(({ number, connectors }) => [number, connectors.length])).toEqual([
    [1, 1],
    [2, 2],
  ])
  const { id: other } = await box.register(operator)
  expect(fault(await act('addEvse', { ...input, stationId: other }))).toEqual({ code: 'EVSE_ID_TAKEN', path: ['input', 'evseId'] })
})

test('EVSEs and connectors are changed, and a connector is added once for each number', async () => {
  const station = await box.register(operator)
  const [evse] = station.evses
  const evseId = emi3()
  expect(await done('updateEvse', { id: evse?.id, evseId })).toMatchObject({ evseId })
  const taken = (
    await box.db
      .selectFrom('evse')
      .select('evse_id')
      .where('id', '<>', evse?.id ?? '')
      .executeTakeFirst()
  )?.evse_id
  expect(fault(await act('updateEvse', { id: evse?.id, evseId: taken })).code).toBe('EVSE_ID_TAKEN')
  const added = await done('addConnector', { evseId: evse?.id, number: 5, connector: ccs() })
  expect(await done('addConnector', { evseId: evse?.id, number: 5, connector: ccs() })).toEqual(added)
  expect(fault(await act('addConnector', { evseId: evse?.id, number: 5, connector: ccs({ maxPowerW: 1_000 }) }))).toEqual({
    code: 'CONFLICT',
    path: ['input', 'number'],
  })
  expect(await done('updateConnector', { connectorId: added.id, maxPowerW: 350_000, standard: 'MCS' })).toMatchObject({
    maxPowerW: 350_000,
    standard: 'MCS',
  })
  expect((await said(station.id))?.evses[0]?.connectors.map(({ maxPowerW }) => maxPowerW)).toEqual([50_000, 350_000])
})

test('a station has only so many EVSEs, an EVSE only so many connectors that are in use', async () => {
  const station = await box.register(operator)
  const evseId = station.evses[0]?.id
  for (let number = 2; number <= 8; number++) await done('addConnector', { evseId, number, connector: ccs() })
  const nine = { evseId, number: 9, connector: ccs() }
  expect(fault(await act('addConnector', nine)).code).toBe('LIMIT_REACHED')
  await done('retireConnector', { connectorId: station.evses[0]?.connectors[0]?.id })
  expect(await done('addConnector', nine)).toMatchObject({ number: 9 })
})

describe('retiring', () => {
  const READ = `query ($id: UUID!, $connector: UUID!) { station(id: $id) { retiredAt evses { number } all: evses(retired: true) { number
    retiredAt status connectors { id } all: connectors(retired: true) { id } } } connector(id: $connector) { retiredAt status evse { number } } }`
  const read = async (id: string, connector: string | undefined) =>
    (await box.ask<Record<string, unknown>>(driver, READ, { id, connector })).data

  test('a connector, an EVSE and a station go out of use for good, again without effect, and stay readable', async () => {
    const station = await box.register(operator, {
      evses: [1, 2].map(() => ({ evseId: emi3(), connectors: [ccs(), ccs()] })),
    })
    await box.tell('ocpp.charge-point.connected', station.id, {
      stationId: station.id,
      ocppVersion: '1.6',
      at: new Date().toISOString(),
    })
    const connectorId = station.evses[0]?.connectors[0]?.id
    const once = await done('retireConnector', { connectorId })
    expect(once).toMatchObject({ status: 'UNAVAILABLE', retiredAt: expect.any(String) as string })
    const told = async () => (await box.said('stations.station.saved', station.id)).length
    const before = await told()
    expect(await done('retireConnector', { connectorId })).toEqual(once)
    expect(await told()).toBe(before)
    expect((await said(station.id))?.evses[0]?.connectors.map(({ retired }) => retired)).toEqual([true, undefined])

    await done('retireEvse', { evseId: station.evses[1]?.id })
    expect(await read(station.id, connectorId)).toMatchObject({
      station: { retiredAt: null, evses: [{ number: 1 }], all: [{ number: 1, connectors: [{}], all: [{}, {}] }, { number: 2 }] },
      connector: { status: 'UNAVAILABLE', evse: { number: 1 } },
    })
    const answers = await Promise.all(Array.from({ length: 5 }, () => done('retireStation', { stationId: station.id })))
    expect(new Set(answers.map(({ retiredAt }) => retiredAt)).size).toBe(1)
    expect((await said(station.id))?.evses.flatMap(({ connectors }) => connectors.map(({ retired }) => retired))).toEqual(
      Array(4).fill(true),
    )
    const actions = await box.db.selectFrom('audit').select('action').where('subject_id', '=', station.id).execute()
    expect(actions.filter(({ action }) => action === 'station.retired')).toHaveLength(1)
    expect(fault(await act('addEvse', { stationId: station.id, evseId: emi3(), connectors: [ccs()] }))).toEqual({
      code: 'CONFLICT',
      path: ['input', 'stationId'],
    })
    expect(fault(await act('addConnector', { evseId: station.evses[0]?.id, number: 9, connector: ccs() })).code).toBe('CONFLICT')
  })

  test('what a charger goes on to say of it brings it back to nobody', async () => {
    const station = await box.register(operator, { location: { latitude: -45, longitude: 170 } })
    const near = async () =>
      (
        await box.ask<{ nearestConnectors: { edges: unknown[] } }>(
          driver,
          `query { nearestConnectors(input: { latitude: -45, longitude: 170 }) { edges { distanceM } } }`,
        )
      ).data?.nearestConnectors.edges.length
    expect(await near()).toBe(1)
    await done('retireConnector', { connectorId: station.evses[0]?.connectors[0]?.id })
    await box.tell('ocpp.connector.status-changed', station.id, {
      stationId: station.id,
      evseNumber: 1,
      connectorNumber: 1,
      status: 'AVAILABLE',
      errorCode: null,
      at: new Date().toISOString(),
    })
    expect(await near()).toBe(0)
  })
})

test('all of it is for the operator and admins: to others there is nothing', async () => {
  const station = await box.register(operator)
  const evse = station.evses[0]
  const asked: [string, object, string[]][] = [
    ['addEvse', { stationId: station.id, evseId: emi3(), connectors: [ccs()] }, ['input', 'stationId']],
    ['updateEvse', { id: evse?.id, evseId: emi3() }, ['input', 'id']],
    ['addConnector', { evseId: evse?.id, number: 2, connector: ccs() }, ['input', 'evseId']],
    ['updateConnector', { connectorId: evse?.connectors[0]?.id, maxPowerW: 1_000 }, ['input', 'connectorId']],
    ['retireConnector', { connectorId: evse?.connectors[0]?.id }, ['input', 'connectorId']],
    ['retireEvse', { evseId: evse?.id }, ['input', 'evseId']],
    ['retireStation', { stationId: station.id }, ['input', 'stationId']],
  ]
  for (const [name, input, path] of asked) {
    const foreign = await act(name, input, otherOperator)
    expect(fault(foreign), name).toEqual({ code: 'NOT_FOUND', path })
    const missing = await act(name, { ...input, [path[1] ?? '']: newId() }, otherOperator)
    expect(missing.errors?.[0]?.message).toBe(foreign.errors?.[0]?.message)
  }
  expect((await done('retireStation', { stationId: station.id }, admin)).retiredAt).not.toBeNull()
})

test('what is retired is told again to who comes late', async () => {
  await expectToldAgain(box.db, past, 'stations.station.saved')
})
