import { afterAll, beforeAll, expect, test } from 'vitest'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { askCharger } from '../operations/command.fixture.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
})
afterAll(() => bridge[Symbol.asyncDispose]())

const SHOWN = `configuration(first: 100) { edges { node { key value readonly rebootRequired } } }`
interface Shown {
  configuration: { edges: { node: { key: string; value: string | null; rebootRequired: boolean } }[] }
}
const setting = (key: string, value: string, readonly = false) => ({ key, value, readonly })

test('settings are asked for and kept; a key that it does not know is no longer shown', async () => {
  let answer: object = { configurationKey: [setting('HeartbeatInterval', '300'), setting('NumberOfConnectors', '2', true)] }
  const { ask, shown, charger } = await askCharger(bridge, { answers: { GetConfiguration: () => ({ ...answer }) } })
  const keys = async () => (await shown<Shown>(SHOWN)).configuration.edges.map(({ node }) => node)
  expect(await ask('getConfiguration')).toMatchObject({ state: 'ACCEPTED', status: null, request: {} })
  const known = { value: '300', readonly: false, rebootRequired: false }
  const fixed = { key: 'NumberOfConnectors', value: '2', readonly: true, rebootRequired: false }
  expect(await keys()).toEqual([{ key: 'HeartbeatInterval', ...known }, fixed])
  answer = { configurationKey: [setting('HeartbeatInterval', '60')], unknownKey: ['NumberOfConnectors', 'Nonsense'] }
  const asked = await ask('getConfiguration', { keys: ['HeartbeatInterval', 'NumberOfConnectors', 'Nonsense'] })
  expect(asked.request).toEqual({ key: ['HeartbeatInterval', 'NumberOfConnectors', 'Nonsense'] })
  expect(asked.response).toMatchObject({ unknownKey: ['NumberOfConnectors', 'Nonsense'] })
  expect(await keys()).toEqual([{ key: 'HeartbeatInterval', ...known, value: '60' }])
  answer = { configurationKey: [setting('Other', '1')] }
  await ask('getConfiguration')
  expect((await keys()).map(({ key }) => key)).toEqual(['Other'])
  expect(violations(charger)).toEqual([])
})

test('what one charger tells changes nothing of another', async () => {
  const answers = { GetConfiguration: () => ({ configurationKey: [setting('Other', '1')], unknownKey: ['Mine'] }) }
  const [one, other] = [await askCharger(bridge, { answers }), await askCharger(bridge, {})]
  await bridge.db
    .insertInto('configuration_key')
    .values({ station_id: other.stationId, key: 'Mine', value: '7', readonly: false })
    .execute()
  await one.ask('getConfiguration')
  await one.ask('getConfiguration', { keys: ['Mine'] })
  const keysOf = async ({ shown }: typeof one) => (await shown<Shown>(SHOWN)).configuration.edges.map(({ node }) => node.key)
  expect([await keysOf(one), await keysOf(other)]).toEqual([['Other'], ['Mine']])
})

test('a setting that a charger tells twice is kept as it was told last', async () => {
  const twice = [setting('HeartbeatInterval', '300'), setting('HeartbeatInterval', '60')]
  const { ask, shown } = await askCharger(bridge, { answers: { GetConfiguration: () => ({ configurationKey: twice }) } })
  expect(await ask('getConfiguration')).toMatchObject({ state: 'ACCEPTED' })
  expect((await shown<Shown>(SHOWN)).configuration.edges).toMatchObject([{ node: { key: 'HeartbeatInterval', value: '60' } }])
})

test('a secret that a charger tells is neither stored nor shown, and is not changed this way', async () => {
  const told = { configurationKey: [setting('AuthorizationKey', 'hush-hush'), setting('authorizationkey', 'hush-hush')] }
  const { ask, shown, stationId } = await askCharger(bridge, { answers: { GetConfiguration: () => told } })
  const { response } = await ask('getConfiguration')
  expect(JSON.stringify(response)).not.toContain('hush')
  expect((await shown<Shown>(SHOWN)).configuration.edges.map(({ node }) => node.value)).toEqual([null, null])
  for (const table of ['configuration_key', 'charge_point_command'] as const) {
    const rows = await bridge.db.selectFrom(table).selectAll().where('station_id', '=', stationId).execute()
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain('hush')
  }
})

test('a setting is changed; RebootRequired is a yes, and shown until the charger has booted', async () => {
  let word = 'Accepted'
  const { ask, shown, charger } = await askCharger(bridge, { answers: { ChangeConfiguration: () => ({ status: word }) } })
  const keys = async () => (await shown<Shown>(SHOWN)).configuration.edges.map(({ node }) => node)
  const change = (value: string) => ask('changeConfiguration', { key: 'MeterValueSampleInterval', value })
  const { state, request } = await change('60')
  expect([state, request]).toEqual(['ACCEPTED', { key: 'MeterValueSampleInterval', value: '60' }])
  expect(await keys()).toMatchObject([{ value: '60', rebootRequired: false }])
  word = 'RebootRequired'
  expect(await change('30')).toMatchObject({ state: 'ACCEPTED', status: word })
  expect(await keys()).toMatchObject([{ value: '30', rebootRequired: true }])
  await charger.boot()
  expect(await keys()).toMatchObject([{ value: '30', rebootRequired: false }])
  word = 'Rejected'
  expect(await change('10')).toMatchObject({ state: 'REJECTED' })
  word = 'NotSupported'
  expect(await change('10')).toMatchObject({ state: 'UNSUPPORTED' })
  expect(await keys()).toMatchObject([{ value: '30' }])
  expect(violations(charger)).toEqual([])
})

test('of one charger so many settings are kept and no more', async () => {
  const many = Array.from({ length: OCPP_LIMITS.configurationKeys + 5 }, (_, i) => setting(`Key${i}`, 'x'))
  const { ask, stationId } = await askCharger(bridge, {
    answers: { GetConfiguration: () => ({ configurationKey: many }), ChangeConfiguration: () => ({ status: 'Accepted' }) },
  })
  await ask('getConfiguration')
  await ask('changeConfiguration', { key: 'Another', value: '1' })
  const rows = await bridge.db.selectFrom('configuration_key').select('key').where('station_id', '=', stationId).execute()
  expect(rows).toHaveLength(OCPP_LIMITS.configurationKeys)
})

test('a charger of 2.x has no settings of 1.6, and the other way round', async () => {
  const newer = await askCharger(bridge, { version: '2.0.1' })
  await newer.refused('getConfiguration', {}, 'CONFLICT', /getVariables/)
  const older = await askCharger(bridge, { version: '1.6' })
  await older.refused('getBaseReport', { base: 'FULL' }, 'CONFLICT', /getConfiguration/)
  const variable = { component: 'OCPPCommCtrlr', variable: 'HeartbeatInterval' }
  await older.refused('setVariables', { variables: [{ ...variable, value: '60' }] }, 'CONFLICT', /changeConfiguration/)
  // Nothing of the kind.
  await older.refused('setMonitoringLevel', { severity: 1 }, 'CONFLICT', /no such command\.$/)
})
