import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { admin } from '../../test/caller.ts'
import type { ChargePoint } from '../../test/charge-point.ts'
import { until } from '../../test/until.ts'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { askCharger, type AskedCommand } from '../operations/command.fixture.ts'
import { takeUnknown } from './asked.queries.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
})
afterAll(() => bridge[Symbol.asyncDispose]())

const SHOWN = `deviceModel(first: 100) { edges { node { path attributes { type value mutability } characteristics rebootRequired } } }`
interface Shown {
  deviceModel: {
    edges: { node: { path: string; attributes: { type: string; value: string | null }[]; rebootRequired: boolean } }[]
  }
}
const told = (component: string, variable: string, value?: string, more: object = {}) => ({
  component: { name: component },
  variable: { name: variable },
  variableAttribute: [{ ...(value !== undefined && { value }) }],
  ...more,
})

describe.each(['2.0.1', '2.1'] as const)('OCPP %s', (version) => {
  const asking = (answers = {}) =>
    askCharger(bridge, { version, answers: { GetBaseReport: () => ({ status: 'Accepted' }), ...answers } })
  const part = (charger: ChargePoint, { request }: AskedCommand, seqNo: number, tbc: boolean, ...reportData: object[]) =>
    charger.call('NotifyReport', {
      requestId: request?.['requestId'],
      generatedAt: new Date().toISOString(),
      seqNo,
      tbc,
      reportData,
    })
  const reportOf = async ({ id }: AskedCommand) => {
    const QUERY = `query ($id: UUID!) { chargePointCommand(id: $id) { report { parts completedAt } } }`
    const { data } = await bridge.ask<{ chargePointCommand: { report: { parts: number; completedAt: string | null } } }>(
      admin,
      QUERY,
      { id },
    )
    return data?.chargePointCommand.report
  }

  test('a report in parts, out of order and twice, is complete when all are there; what a full one leaves out is gone', async () => {
    const { ask, shown, charger } = await asking()
    const paths = async () => (await shown<Shown>(SHOWN)).deviceModel.edges.map(({ node }) => node.path)
    const first = await ask('getBaseReport', { base: 'FULL' })
    expect(first.request).toMatchObject({ reportBase: 'FullInventory', requestId: expect.any(Number) as number })
    await part(charger, first, 0, false, told('Old', 'Gone', '1'))
    expect(await paths()).toEqual(['old/gone'])
    const command = await ask('getBaseReport', { base: 'FULL' })
    const evse = { component: { name: 'Connector', instance: 'left', evse: { id: 1, connectorId: 2 } } }
    const characteristics = { variableCharacteristics: { unit: 's', dataType: 'integer', supportsMonitoring: true, minLimit: 1 } }
    await part(charger, command, 2, false, told('Z', 'Last', 'z'))
    await part(charger, command, 0, true, told('OCPPCommCtrlr', 'HeartbeatInterval', '300', characteristics))
    expect(await reportOf(command)).toEqual({ parts: 2, completedAt: null })
    expect(await paths()).toContain('old/gone')
    await part(charger, command, 0, true, told('OCPPCommCtrlr', 'HeartbeatInterval', '300', characteristics))
    await part(charger, command, 1, true, told('', 'Available', 'true', evse))
    expect(await reportOf(command)).toEqual({ parts: 3, completedAt: expect.any(String) as string })
    const { edges } = (await shown<Shown>(SHOWN)).deviceModel
    expect(edges.map(({ node }) => node.path)).toEqual([
      'connector[left]@1.2/available',
      'ocppcommctrlr/heartbeatinterval',
      'z/last',
    ])
    expect(edges[1]?.node).toMatchObject({
      attributes: [{ type: 'Actual', value: '300', mutability: 'ReadWrite' }],
      characteristics: { unit: 's', dataType: 'integer', minLimit: 1 },
    })
    expect(violations(charger)).toEqual([])
  })

  test('a summary takes nothing away; a report that nobody asked for, or of another charger, tells nothing', async () => {
    const [one, other] = [await asking(), await asking()]
    const full = await one.ask('getBaseReport', { base: 'FULL' })
    await part(one.charger, full, 0, false, told('A', 'Kept', '1'))
    const summary = await one.ask('getBaseReport', { base: 'SUMMARY' })
    await part(one.charger, summary, 0, false, told('B', 'More', '1'))
    await part(other.charger, summary, 0, false, told('C', 'Strange', '1'))
    const paths = async ({ shown }: typeof one) => (await shown<Shown>(SHOWN)).deviceModel.edges.map(({ node }) => node.path)
    expect(await paths(one)).toEqual(['a/kept', 'b/more'])
    expect(await paths(other)).toEqual([])
  })

  test('a report is told by the charger that was asked for it, by its number, and by no number of another report', async () => {
    const [one, other] = [await asking({ GetMonitoringReport: () => ({ status: 'Accepted' }) }), await asking()]
    const [full, monitors] = [await one.ask('getBaseReport', { base: 'FULL' }), await one.ask('getMonitoringReport')]
    await part(other.charger, full, 0, true, told('C', 'Strange', '1'))
    await part(one.charger, monitors, 0, true, told('D', 'Monitored', '1'))
    await part(one.charger, full, 0, true, told('A', 'Own', '1'))
    const paths = async ({ shown }: typeof one) => (await shown<Shown>(SHOWN)).deviceModel.edges.map(({ node }) => node.path)
    expect([await paths(one), await paths(other)]).toEqual([['a/own'], []])
    expect((await reportOf(full))?.parts).toBe(1)
  })

  test('parts after the last one do not stand for those that are missing', async () => {
    const { ask, shown, charger } = await asking()
    const first = await ask('getBaseReport', { base: 'FULL' })
    await part(charger, first, 0, false, told('Old', 'Kept', '1'))
    const command = await ask('getBaseReport', { base: 'FULL' })
    for (const seqNo of [5, 6, 7]) await part(charger, command, seqNo, true, told('Late', `V${seqNo}`, '1'))
    await part(charger, command, 2, false, told('Last', 'One', '1'))
    expect(await reportOf(command)).toEqual({ parts: 4, completedAt: null })
    expect((await shown<Shown>(SHOWN)).deviceModel.edges.map(({ node }) => node.path)).toContain('old/kept')
    for (const seqNo of [-1, OCPP_LIMITS.reportParts]) await part(charger, command, seqNo, true, told('No', 'Number', '1'))
    expect((await reportOf(command))?.parts).toBe(4)
  })

  test('a variable that a report tells twice is kept as it was told last', async () => {
    const { ask, shown, charger } = await asking()
    const command = await ask('getBaseReport', { base: 'FULL' })
    await part(charger, command, 0, false, told('A', 'Twice', '1'), told('a', 'twice', '2'))
    expect((await shown<Shown>(SHOWN)).deviceModel.edges).toMatchObject([{ node: { attributes: [{ value: '2' }] } }])
  })

  test('a report that the charger cannot make is a no', async () => {
    const { ask } = await asking({ GetBaseReport: () => ({ status: 'EmptyResultSet' }) })
    expect(await ask('getBaseReport', { base: 'CONFIGURATION' })).toMatchObject({ state: 'REJECTED', status: 'EmptyResultSet' })
  })

  test('variables are asked for; each has its own word, and a secret is never stored', async () => {
    const names = [
      { component: 'OCPPCommCtrlr', variable: 'HeartbeatInterval' },
      { component: 'SecurityCtrlr', variable: 'BasicAuthPassword' },
      { component: 'Nothing', variable: 'There' },
    ]
    const words = ['Accepted', 'Accepted', 'UnknownComponent']
    const GetVariables = ({ getVariableData }: Record<string, unknown>) => ({
      getVariableResult: (getVariableData as object[]).map((one, i) => ({
        ...one,
        attributeStatus: words[i],
        ...(words[i] === 'Accepted' && { attributeValue: 'hush-hush' }),
      })),
    })
    const { ask, shown, charger, stationId } = await asking({ GetVariables })
    const command = await ask('getVariables', { variables: names })
    expect(command).toMatchObject({ state: 'REJECTED', status: 'UnknownComponent' })
    expect(JSON.stringify(command.response).match(/hush-hush/g)).toHaveLength(1)
    const { edges } = (await shown<Shown>(SHOWN)).deviceModel
    expect(edges.map(({ node }) => node)).toMatchObject([
      { path: 'ocppcommctrlr/heartbeatinterval', attributes: [{ type: 'Actual', value: 'hush-hush' }] },
    ])
    const report = await ask('getBaseReport', { base: 'FULL' })
    await part(charger, report, 0, false, told('SecurityCtrlr', 'BasicAuthPassword', 'secret-word'))
    const rows = await bridge.db.selectFrom('device_variable').selectAll().where('station_id', '=', stationId).execute()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain('secret-word')
    expect(violations(charger)).toEqual([])
  })

  test('variables are changed; RebootRequired is a yes, and shown until the charger has booted', async () => {
    let word = 'RebootRequired'
    const SetVariables = ({ setVariableData }: Record<string, unknown>) => ({
      setVariableResult: (setVariableData as Record<string, unknown>[]).map(({ attributeValue: _value, ...one }) => ({
        ...one,
        attributeStatus: word,
      })),
    })
    const { ask, shown, charger } = await asking({ SetVariables })
    const variable = { component: 'OCPPCommCtrlr', variable: 'MessageTimeout', variableInstance: 'Default', value: '30' }
    const { state, request } = await ask('setVariables', {
      variables: [variable, { ...variable, attribute: 'TARGET', value: '40' }],
    })
    expect(state).toBe('ACCEPTED')
    const name = { component: { name: 'OCPPCommCtrlr' }, variable: { name: 'MessageTimeout', instance: 'Default' } }
    expect(request).toEqual({
      setVariableData: [
        { ...name, attributeValue: '30' },
        { ...name, attributeType: 'Target', attributeValue: '40' },
      ],
    })
    const node = async () => (await shown<Shown>(SHOWN)).deviceModel.edges[0]?.node
    const attributes = [
      { type: 'Actual', value: '30', mutability: null },
      { type: 'Target', value: '40', mutability: null },
    ]
    expect(await node()).toMatchObject({ rebootRequired: true, attributes })
    await charger.boot()
    expect(await node()).toMatchObject({ rebootRequired: false, attributes })
    word = 'Rejected'
    expect(await ask('setVariables', { variables: [{ ...variable, value: '50' }] })).toMatchObject({
      state: 'REJECTED',
      status: word,
    })
    expect(await node()).toMatchObject({ attributes })
    expect(violations(charger)).toEqual([])
  })

  test('of one charger so many variables are kept and no more; the list is searched and paged', async () => {
    const { ask, shown, charger, stationId } = await asking()
    const command = await ask('getBaseReport', { base: 'FULL' })
    const rows = Array.from({ length: OCPP_LIMITS.deviceVariables }, (_, i) => ({
      station_id: stationId,
      path: `m/v${i}`,
      component: 'M',
      variable: `V${i}`,
      attributes: '{}',
    }))
    for (let i = 0; i < rows.length; i += 2_000)
      await bridge.db
        .insertInto('device_variable')
        .values(rows.slice(i, i + 2_000))
        .execute()
    await part(charger, command, 0, true, told('Aaa', 'First', '1'), told('Zzz', 'Beyond', '1'))
    const kept = await bridge.db.selectFrom('device_variable').select('path').where('station_id', '=', stationId).execute()
    expect(kept).toHaveLength(OCPP_LIMITS.deviceVariables)
    const found = `deviceModel(first: 1, search: "AA/FI") { edges { node { path } } pageInfo { hasNextPage } }`
    expect(await shown(found)).toEqual({
      deviceModel: { edges: [{ node: { path: 'aaa/first' } }], pageInfo: { hasNextPage: false } },
    })
  })
})

test('a charger that has booted is asked what it is, once, where that is set and nothing is known', async () => {
  await using asking = await testBridge({ askAfterBoot: true })
  const commandsOf = (stationId: string) =>
    asking.db.selectFrom('charge_point_command').select('kind').where('station_id', '=', stationId).execute()
  const older = await askCharger(asking, { answers: { GetConfiguration: () => ({ configurationKey: [] }) } })
  const newer = await askCharger(asking, { version: '2.0.1', answers: { GetBaseReport: () => ({ status: 'Accepted' }) } })
  await older.charger.waitFor('commanded', ({ action }) => action === 'GetConfiguration')
  await newer.charger.waitFor('commanded', ({ action }) => action === 'GetBaseReport')
  await older.charger.boot()
  const third = await askCharger(asking, { answers: { GetConfiguration: () => ({}) } })
  await third.charger.waitFor('commanded', ({ action }) => action === 'GetConfiguration')
  expect(await commandsOf(older.stationId)).toHaveLength(1)
  await until(async () => (await commandsOf(newer.stationId)).length === 1)
})

test('of chargers that booted those are asked of which nothing is known, each by one process', async () => {
  await using asking = await testBridge()
  const booted = async (version: '1.6' | '2.0.1') => (await askCharger(asking, { version })).stationId
  const [unknown, configured, modelled] = [await booted('1.6'), await booted('1.6'), await booted('2.0.1')]
  await asking.db
    .insertInto('configuration_key')
    .values({ station_id: configured, key: 'A', value: '1', readonly: false })
    .execute()
  await asking.db
    .insertInto('device_variable')
    .values({ station_id: modelled, path: 'a/b', component: 'A', variable: 'B', attributes: '{}' })
    .execute()
  let other: ReturnType<typeof takeUnknown> | undefined
  await asking.db.transaction().execute(async (trx) => {
    expect(await takeUnknown(trx)).toEqual([{ station_id: unknown, ocpp_version: '1.6' }])
    other = asking.db.transaction().execute(takeUnknown)
    await until(async () => {
      const waiting = sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
      return (await waiting.execute(asking.db)).rows.length > 0
    })
  })
  expect(await other).toEqual([])
})
