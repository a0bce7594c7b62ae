import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { admin, userCaller } from '../../test/caller.ts'
import type { ChargePoint } from '../../test/charge-point.ts'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { askCharger } from '../operations/command.fixture.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
})
afterAll(() => bridge[Symbol.asyncDispose]())

const OF = { component: 'Connector', evseNumber: 1, connectorNumber: 1, variable: 'Temperature' }
const MONITOR = { of: OF, type: 'UPPER_THRESHOLD', value: 70.5, severity: 2 }
const COMPONENT = { name: 'Connector', evse: { id: 1, connectorId: 1 } }
const VARIABLE = { name: 'Temperature' }
const MONITORS = 'monitors(first: 100) { edges { node { number type value severity of { component evseNumber variable } } } }'
const EVENTS = (args = '') =>
  `events(first: 100${args}) { edges { node { number value severity cleared trigger kind of { component variable } } } }`
interface Shown<Node> {
  edges: { node: Node }[]
}
const nodes = <Node>({ edges }: Shown<Node>): Node[] => edges.map(({ node }) => node)

describe.each(['2.0.1', '2.1'] as const)('OCPP %s', (version) => {
  const event = (eventId: number, more: object = {}) => ({
    eventId,
    timestamp: new Date(1_700_000_000_000 + eventId * 1_000).toISOString(),
    trigger: 'Alerting',
    actualValue: '71',
    eventNotificationType: 'CustomMonitor',
    component: COMPONENT,
    variable: VARIABLE,
    ...more,
  })
  const tell = (charger: ChargePoint, eventData: object[]) =>
    charger.call('NotifyEvent', { generatedAt: new Date().toISOString(), seqNo: 0, eventData })
  const monitored = (id: number, more: object = {}) => ({
    component: COMPONENT,
    variable: VARIABLE,
    variableMonitoring: [
      {
        id,
        transaction: false,
        value: 70,
        type: 'UpperThreshold',
        severity: 2,
        ...(version === '2.1' && { eventNotificationType: 'CustomMonitor' }),
        ...more,
      },
    ],
  })
  const report = (charger: ChargePoint, requestId: unknown, monitor: object[], tbc = false) =>
    charger.call('NotifyMonitoringReport', { requestId, seqNo: 0, tbc, generatedAt: new Date().toISOString(), monitor })
  const setting = (status = 'Accepted', id = 7) => ({
    SetVariableMonitoring: () => ({
      setMonitoringResult: [
        {
          status,
          type: 'UpperThreshold',
          severity: 2,
          component: COMPONENT,
          variable: VARIABLE,
          ...(status === 'Accepted' && { id }),
        },
      ],
    }),
  })
  const numbersOf = async ({ shown }: Awaited<ReturnType<typeof askCharger>>) =>
    nodes(
      (await shown<{ monitors: Shown<{ number: number }> }>('monitors(first: 100) { edges { node { number } } }')).monitors,
    ).map(({ number }) => number)

  test('a monitor is set with the number that the charger gives it, and cleared', async () => {
    const asking = await askCharger(bridge, {
      version,
      answers: {
        ...setting(),
        ClearVariableMonitoring: () => ({ clearMonitoringResult: [{ status: 'NotFound', id: 7 }] }),
      },
    })
    const set = await asking.ask('setVariableMonitor', MONITOR)
    expect(set).toMatchObject({ state: 'ACCEPTED', status: 'Accepted', action: 'SetVariableMonitoring' })
    expect(set.request).toEqual({
      setMonitoringData: [
        { component: COMPONENT, variable: VARIABLE, type: 'UpperThreshold', value: 70.5, severity: 2, transaction: false },
      ],
    })
    const { monitors } = await asking.shown<{ monitors: Shown<object> }>(MONITORS)
    const of = { component: 'Connector', evseNumber: 1, variable: 'Temperature' }
    expect(nodes(monitors)).toEqual([{ number: 7, type: 'UpperThreshold', value: 70.5, severity: 2, of }])
    expect(await asking.ask('clearVariableMonitor', { number: 7 })).toMatchObject({ state: 'ACCEPTED', status: 'NotFound' })
    expect(await numbersOf(asking)).toEqual([])
    expect(violations(asking.charger)).toEqual([])
  })

  test('a no keeps nothing', async () => {
    const asking = await askCharger(bridge, { version, answers: setting('UnknownVariable') })
    expect(await asking.ask('setVariableMonitor', MONITOR)).toMatchObject({ state: 'REJECTED', status: 'UnknownVariable' })
    expect(await numbersOf(asking)).toEqual([])
  })

  test('a report of all monitors, in parts, takes the place of what was known; one of some does not', async () => {
    const answers = { ...setting(), GetMonitoringReport: () => ({ status: 'Accepted' }) }
    const asking = await askCharger(bridge, { version, answers })
    await asking.ask('setVariableMonitor', MONITOR)
    const some = await asking.ask('getMonitoringReport', { criteria: ['DELTA'] })
    expect(some.request).toMatchObject({ monitoringCriteria: ['DeltaMonitoring'] })
    await report(asking.charger, some.request?.['requestId'], [monitored(1), monitored(1, { value: 3 })])
    expect(await numbersOf(asking)).toEqual([1, 7])
    const all = await asking.ask('getMonitoringReport')
    await report(asking.charger, all.request?.['requestId'], [monitored(2)], true)
    expect(await numbersOf(asking)).toEqual([1, 2, 7])
    await report(asking.charger, all.request?.['requestId'], [monitored(3)])
    expect(await numbersOf(asking)).toEqual([2, 3])
    await report(asking.charger, 2_000_000_000, [monitored(4)])
    expect(await numbersOf(asking)).toEqual([2, 3])
    expect(violations(asking.charger)).toEqual([])
  })

  test('a charger that says that it has none has none, and the base it is given takes away what was set', async () => {
    const answers = {
      ...setting(),
      GetMonitoringReport: () => ({ status: 'EmptyResultSet' }),
      SetMonitoringBase: () => ({ status: 'Accepted' }),
      SetMonitoringLevel: () => ({ status: 'Accepted' }),
    }
    const asking = await askCharger(bridge, { version, answers })
    await asking.ask('setVariableMonitor', MONITOR)
    expect(await asking.ask('getMonitoringReport')).toMatchObject({ state: 'ACCEPTED', status: 'EmptyResultSet' })
    expect(await numbersOf(asking)).toEqual([])
    await asking.ask('setVariableMonitor', MONITOR)
    await asking.ask('setMonitoringBase', { base: 'ALL' })
    expect(await numbersOf(asking)).toEqual([7])
    expect(await asking.ask('setMonitoringBase', { base: 'FACTORY_DEFAULT' })).toMatchObject({
      request: { monitoringBase: 'FactoryDefault' },
    })
    expect(await numbersOf(asking)).toEqual([])
    expect(await asking.ask('setMonitoringLevel', { severity: 4 })).toMatchObject({ request: { severity: 4 } })
    expect(violations(asking.charger)).toEqual([])
  })

  test('what a charger tells is kept once, with the severity of its monitor', async () => {
    const asking = await askCharger(bridge, { version, answers: setting() })
    await asking.ask('setVariableMonitor', MONITOR)
    const told = [event(1, { variableMonitoringId: 7 }), event(2, { eventNotificationType: 'HardWiredNotification' })]
    await tell(asking.charger, told)
    await tell(asking.charger, told)
    await tell(asking.charger, [event(3, { variableMonitoringId: 7, cleared: true, actualValue: '' })])
    const all = nodes((await asking.shown<{ events: Shown<object> }>(EVENTS())).events)
    const of = { component: 'Connector', variable: 'Temperature' }
    expect(all).toEqual([
      { number: 3, value: '', severity: 2, cleared: true, trigger: 'Alerting', kind: 'CustomMonitor', of },
      { number: 2, value: '71', severity: null, cleared: false, trigger: 'Alerting', kind: 'HardWiredNotification', of },
      { number: 1, value: '71', severity: 2, cleared: false, trigger: 'Alerting', kind: 'CustomMonitor', of },
    ])
    const severe = nodes((await asking.shown<{ events: Shown<{ number: number }> }>(EVENTS(', maxSeverity: 2'))).events)
    expect(severe.map(({ number }) => number)).toEqual([3, 1])
    expect(nodes((await asking.shown<{ events: Shown<object> }>(EVENTS(', maxSeverity: 1'))).events)).toEqual([])
    expect(violations(asking.charger)).toEqual([])
  })

  test('an operator hears what their chargers tell, as it comes, and nobody else does', async () => {
    const asking = await askCharger(bridge, { version, answers: setting() })
    await asking.ask('setVariableMonitor', MONITOR)
    const WATCH = `subscription ($id: UUID!) { chargePointEvents(chargePointId: $id, maxSeverity: 2) { number } }`
    const variables = { id: asking.stationId }
    const refused = await bridge.watch(userCaller(['OPERATOR']), WATCH, variables).next()
    expect(refused.value?.errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
    const stream = bridge.watch<{ chargePointEvents: { number: number }[] }>(admin, WATCH, variables)
    const next = stream.next()
    // The stream begins with what comes next: it is told again until somebody hears.
    const heard = { yet: false }
    void next.then(() => (heard.yet = true))
    for (let number = 10; !heard.yet; number += 3) {
      const loud = [number, number + 1].map((each) => event(each, { variableMonitoringId: 7 }))
      await tell(asking.charger, [...loud, event(number + 2)])
    }
    const { data } = (await next).value ?? {}
    expect(data?.chargePointEvents).toHaveLength(2)
    await stream.return()
  })
})

test('of one charger so many monitors and events are kept', async () => {
  const asking = await askCharger(bridge, { version: '2.0.1', answers: { GetMonitoringReport: () => ({ status: 'Accepted' }) } })
  const { request } = await asking.ask('getMonitoringReport')
  const { monitors, events } = OCPP_LIMITS.ofOneCharger
  const variableMonitoring = Array.from({ length: monitors + 1 }, (_, id) => ({
    id,
    transaction: false,
    value: 1,
    type: 'Delta',
    severity: 9,
  }))
  const monitor = [{ component: COMPONENT, variable: VARIABLE, variableMonitoring }]
  const about = { requestId: request?.['requestId'], seqNo: 0, generatedAt: new Date().toISOString() }
  await asking.charger.call('NotifyMonitoringReport', { ...about, monitor, tbc: true })
  const eventData = Array.from({ length: 800 }, (_, eventId) => ({
    eventId,
    timestamp: new Date().toISOString(),
    trigger: 'Delta',
    actualValue: '1',
    eventNotificationType: 'HardWiredMonitor',
    component: COMPONENT,
    variable: VARIABLE,
  }))
  for (let part = 0; part < 3; part++) {
    const numbered = eventData.map((each) => ({ ...each, eventId: part * 800 + each.eventId }))
    await asking.charger.call('NotifyEvent', { generatedAt: new Date().toISOString(), seqNo: part, eventData: numbered })
  }
  const count = async (table: 'monitor' | 'charge_point_event') =>
    (await bridge.db.selectFrom(table).select('number').where('station_id', '=', asking.stationId).execute()).map(
      ({ number }) => number,
    )
  expect(await count('monitor')).toHaveLength(monitors)
  const kept = await count('charge_point_event')
  expect(kept).toHaveLength(events)
  expect(Math.min(...kept)).toBe(2_400 - events)
})

test('2.0.1 cannot watch a target, and 1.6 watches nothing', async () => {
  const two = await askCharger(bridge, { version: '2.0.1' })
  expect(await two.ask('setVariableMonitor', { ...MONITOR, type: 'TARGET_DELTA' })).toMatchObject({ state: 'UNSUPPORTED' })
  const one = await askCharger(bridge, { version: '1.6' })
  const input = { chargePointId: one.stationId, idempotencyKey: one.stationId, severity: 1 }
  const LEVEL = `mutation ($input: SetMonitoringLevelInput!) { setMonitoringLevel(input: $input) { id } }`
  expect((await bridge.ask(admin, LEVEL, { input })).errors?.[0]?.extensions?.code).toBe('CONFLICT')
})
