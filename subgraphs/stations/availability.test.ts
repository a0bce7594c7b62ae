import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import type { ConnectorStatus } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { keyOf } from '../../test/caller.ts'
import { fault } from '../../test/subgraph.ts'
import { until } from '../../test/until.ts'
import {
  admin,
  ccs,
  driver,
  operator,
  otherOperator,
  testStations,
  type RegisteredStation,
  type TestStations,
} from './stations.fixture.ts'

let box: TestStations
let station: RegisteredStation
beforeAll(async () => {
  box = await testStations()
})
afterAll(() => box[Symbol.asyncDispose]())
beforeEach(async () => {
  const evse = () => `DE*EVG*E${newId().slice(-8).toUpperCase()}`
  station = await box.register(operator, {
    evses: [
      { evseId: evse(), connectors: [ccs(), ccs({ standard: 'CHADEMO' })] },
      { evseId: evse(), connectors: [ccs()] },
    ],
  })
})

const now = () => new Date().toISOString()
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
/** `at` by the charger's clock, `heard` by ours. */
const report = (status: ConnectorStatus, evseNumber = 1, connectorNumber = 1, at = now(), heard = now()) =>
  box.tell(
    'ocpp.connector.status-changed',
    station.id,
    { stationId: station.id, evseNumber, connectorNumber, status, errorCode: null, at },
    new Date(heard),
  )
const connected = (at = now(), heard = now()) =>
  box.tell('ocpp.charge-point.connected', station.id, { stationId: station.id, ocppVersion: '2.0.1', at }, new Date(heard))
const disconnected = (at = now(), heard = now()) =>
  box.tell('ocpp.charge-point.disconnected', station.id, { stationId: station.id, at }, new Date(heard))

const QUERY = `query ($id: UUID!) { station(id: $id) { online lastSeenAt vendor evses { status connectors { status statusUpdatedAt } } } }`
interface Shown {
  online: boolean
  lastSeenAt: string | null
  vendor: string | null
  evses: { status: string; connectors: { status: string; statusUpdatedAt: string | null }[] }[]
}
const shown = async () => (await box.ask<{ station: Shown }>(driver, QUERY, { id: station.id })).data?.station
const statuses = async () => (await shown())?.evses.map(({ connectors }) => connectors.map(({ status }) => status))

test('before a charger has said a word, and while it is offline, nothing is known', async () => {
  expect(await shown()).toMatchObject({ online: false, lastSeenAt: null })
  expect(await statuses()).toEqual([['UNKNOWN', 'UNKNOWN'], ['UNKNOWN']])
  await connected()
  await report('AVAILABLE')
  expect(await statuses()).toEqual([['AVAILABLE', 'UNKNOWN'], ['UNKNOWN']])
  await disconnected()
  expect(await statuses()).toEqual([['UNKNOWN', 'UNKNOWN'], ['UNKNOWN']])
})

test('an EVSE is in use when one of its connectors is, and else as good as the best of them', async () => {
  await connected()
  await report('AVAILABLE', 1, 1)
  await report('FAULTED', 1, 2)
  await report('FAULTED', 2, 1)
  expect((await shown())?.evses.map(({ status }) => status)).toEqual(['AVAILABLE', 'FAULTED'])
  await report('CHARGING', 1, 1)
  expect((await shown())?.evses.map(({ status }) => status)).toEqual(['CHARGING', 'FAULTED'])
})

test('number 0 is the station as a whole: down, it takes its connectors with it', async () => {
  await connected()
  await report('AVAILABLE')
  await report('UNAVAILABLE', 0, 0)
  expect(await statuses()).toEqual([['UNAVAILABLE', 'UNAVAILABLE'], ['UNAVAILABLE']])
  await report('AVAILABLE', 0, 0)
  expect(await statuses()).toEqual([['AVAILABLE', 'UNKNOWN'], ['UNKNOWN']])
})

test('an older report never replaces a newer one', async () => {
  await connected(now(), minutesAgo(1))
  await report('CHARGING', 1, 1, now(), minutesAgo(1))
  await report('AVAILABLE', 1, 1, now(), minutesAgo(2))
  await disconnected(now(), minutesAgo(2))
  expect(await shown()).toMatchObject({ online: true })
  expect(await statuses()).toEqual([['CHARGING', 'UNKNOWN'], ['UNKNOWN']])
})

test('a clock that steps back hides no report: the order is that in which we hear of them, its times are only shown', async () => {
  await connected()
  await report('CHARGING')
  await report('UNAVAILABLE', 0, 0)
  const back = minutesAgo(60)
  await report('AVAILABLE', 1, 1, back)
  await report('AVAILABLE', 0, 0, back)
  expect((await shown())?.evses[0]?.connectors[0]).toEqual({ status: 'AVAILABLE', statusUpdatedAt: back })
  await disconnected(back)
  expect(await shown()).toMatchObject({ online: false })
  await connected(back)
  expect(await shown()).toMatchObject({ online: true })
})

test('a clock that ran two days ahead does not lock out the reports that follow', async () => {
  await connected()
  await report('CHARGING', 1, 1, new Date(Date.now() + 2 * 86_400_000).toISOString())
  await report('AVAILABLE', 1, 1)
  expect((await statuses())?.[0]?.[0]).toBe('AVAILABLE')
})

test('the same event again has no effect', async () => {
  await connected()
  const event = await report('CHARGING')
  await report('AVAILABLE', 1, 1, event.data.at)
  await box.again(event)
  expect((await statuses())?.[0]?.[0]).toBe('AVAILABLE')
})

test('a connector nobody registered and a station nobody knows change nothing and stop nothing', async () => {
  await report('AVAILABLE', 9, 9)
  const stationId = newId()
  await box.tell('ocpp.charge-point.connected', stationId, { stationId, ocppVersion: '1.6', at: now() })
  expect(await box.db.selectFrom('dead_letter').selectAll().execute()).toEqual([])
  expect(await box.db.selectFrom('station').select('id').where('id', '=', stationId).execute()).toEqual([])
})

test('a boot tells what the charger is', async () => {
  await box.tell('ocpp.charge-point.booted', station.id, {
    stationId: station.id,
    vendor: 'ABB',
    model: 'Terra',
    firmware: '1',
    ocppVersion: '1.6',
  })
  expect(await shown()).toMatchObject({ vendor: 'ABB', lastSeenAt: expect.any(String) as string })
})

test('stationAvailability shows the state first, then each change', async () => {
  await connected()
  const stream = box.watch<{ stationAvailability: Shown }>(
    driver,
    `subscription ($id: UUID!) { stationAvailability(stationId: $id) { id online evses { status connectors { status } } } }`,
    { id: station.id },
  )
  const next = async () => {
    const { value } = await stream.next()
    return value?.data?.stationAvailability
  }
  expect(await next()).toMatchObject({ online: true, evses: [{ status: 'UNKNOWN' }, { status: 'UNKNOWN' }] })
  await report('AVAILABLE')
  // Events become states: one state may stand for several of them.
  let state = await next()
  while (state?.evses[0]?.status === 'UNKNOWN') state = await next()
  expect(state).toMatchObject({
    evses: [{ status: 'AVAILABLE', connectors: [{ status: 'AVAILABLE' }, { status: 'UNKNOWN' }] }, { status: 'UNKNOWN' }],
  })
  await disconnected()
  while (state?.online) state = await next()
  expect(state).toMatchObject({ online: false, evses: [{ status: 'UNKNOWN' }, { status: 'UNKNOWN' }] })
  await stream.return()
})

test('a station that is not there cannot be watched', async () => {
  const stream = box.watch(driver, `subscription ($id: UUID!) { stationAvailability(stationId: $id) { id } }`, { id: newId() })
  const { value } = await stream.next()
  expect(value?.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', issues: [{ path: ['stationId'] }] })
})

test('who leaves is no longer listened for, though nothing happens at the station', async () => {
  await until(() => box.listening() === 0)
  const stream = box.watch(driver, `subscription ($id: UUID!) { stationAvailability(stationId: $id) { id } }`, { id: station.id })
  await stream.next()
  expect(box.listening()).toBe(1)
  await stream.return()
  await until(() => box.listening() === 0)
})

describe('uptime', () => {
  const UPTIME = `query ($input: StationUptimeInput!, $first: Int, $after: String, $last: Int, $before: String) {
    stationUptime(input: $input, first: $first, after: $after, last: $last, before: $before) {
      total { share upSeconds unavailableSeconds faultedSeconds offlineSeconds outages }
      edges { cursor node { day connector { id } uptime { share upSeconds unavailableSeconds faultedSeconds offlineSeconds outages } } } } }`
  interface Times {
    share: number | null
    upSeconds: number
    unavailableSeconds: number
    faultedSeconds: number
    offlineSeconds: number
    outages: number
  }
  interface Answer {
    stationUptime: { total: Times; edges: { cursor: string; node: { day: string; connector: { id: string }; uptime: Times } }[] }
  }
  const ask = (caller: Caller, input: object, page: object = {}) => box.ask<Answer>(caller, UPTIME, { input, ...page })
  const uptime = async (from: string, until: string, page: object = {}) => {
    const { data, errors } = await ask(operator, { stationId: station.id, from, until }, page)
    return data?.stationUptime ?? Promise.reject(new Error(JSON.stringify(errors)))
  }
  const first = () => station.evses[0]?.connectors[0]?.id
  /** Hours of a connector's days: up, unavailable, faulted, offline; and its outages. */
  const hoursOf = async (from: string, until: string, connector = first()) => {
    const { edges } = await uptime(from, until)
    return edges
      .filter(({ node }) => node.connector.id === connector)
      .map(
        ({
          node: {
            day,
            uptime: { upSeconds, unavailableSeconds, faultedSeconds, offlineSeconds, outages },
          },
        }) => [day, ...[upSeconds, unavailableSeconds, faultedSeconds, offlineSeconds].map((each) => each / 3_600), outages],
      )
  }
  const at = (moment: string) => [moment, moment] as const

  test('each day has its hours in each state by the clock of the station, 23 where it is put forward', async () => {
    await connected(...at('2026-03-27T11:00:00Z'))
    await report('AVAILABLE', 1, 1, ...at('2026-03-27T12:00:00Z'))
    await report('CHARGING', 1, 1, ...at('2026-03-27T13:00:00Z'))
    await report('FAULTED', 1, 1, ...at('2026-03-27T21:00:00Z'))
    // 01:00 on the day that has 23 hours.
    await report('AVAILABLE', 1, 1, ...at('2026-03-29T00:00:00Z'))
    await report('UNAVAILABLE', 0, 0, ...at('2026-03-29T10:00:00Z'))
    await report('AVAILABLE', 0, 0, ...at('2026-03-29T12:00:00Z'))
    await disconnected(...at('2026-03-29T21:00:00Z'))
    await connected(...at('2026-03-30T01:00:00Z'))
    await report('UNAVAILABLE', 1, 1, ...at('2026-03-30T22:00:00Z'))
    expect(await hoursOf('2026-03-26', '2026-03-31')).toEqual([
      ['2026-03-27', 9, 0, 2, 0, 1],
      ['2026-03-28', 0, 0, 24, 0, 0],
      ['2026-03-29', 19, 2, 1, 1, 2],
      ['2026-03-30', 21, 0, 0, 3, 0],
    ])
    const { total } = await uptime('2026-03-29', '2026-03-30')
    // The others have said nothing: they count while their charger is away or out of use.
    expect(total).toMatchObject({ upSeconds: 19 * 3_600, unavailableSeconds: 6 * 3_600, outages: 2, share: 19 / 29 })
  })

  test('what still lasts counts until now, and what is retired no more', async () => {
    const day = 86_400_000
    const [from, until] = [-3, 2].map((days) => new Date(Date.now() + days * day).toISOString().slice(0, 10)) as [string, string]
    await connected(...at(minutesAgo(26 * 60)))
    await report('AVAILABLE', 1, 1, ...at(minutesAgo(25 * 60)))
    const { total } = await uptime(from, until)
    expect(total.share).toBe(1)
    expect(total.upSeconds).toBeGreaterThanOrEqual(25 * 3_600)
    expect(total.upSeconds).toBeLessThan(26 * 3_600)
    await box.ask(operator, 'mutation ($input: RetireConnectorInput!) { retireConnector(input: $input) { id } }', {
      input: { connectorId: first() },
    })
    expect(
      await box.db
        .selectFrom('connector_state')
        .select('state')
        .where('connector_id', '=', first() ?? '')
        .execute(),
    ).toEqual([{ state: null }])
    expect((await uptime(from, until)).total.upSeconds).toBeGreaterThanOrEqual(total.upSeconds)
  })

  test('the same word again, and one that comes late, count nothing twice', async () => {
    await connected(...at('2026-02-01T00:00:00Z'))
    await report('AVAILABLE', 1, 1, ...at('2026-02-01T10:00:00Z'))
    const faulted = await report('FAULTED', 1, 1, ...at('2026-02-01T12:00:00Z'))
    await report('AVAILABLE', 1, 1, ...at('2026-02-01T13:00:00Z'))
    await box.again(faulted)
    await report('FAULTED', 1, 1, ...at('2026-02-01T11:00:00Z'))
    await disconnected(...at('2026-01-31T11:00:00Z'))
    await report('UNAVAILABLE', 1, 1, ...at('2026-02-01T23:00:00Z'))
    expect(await hoursOf('2026-01-30', '2026-02-02')).toEqual([['2026-02-01', 12, 0, 1, 0, 1]])
  })

  test('a word that comes late, of a time before nobody knew the state, counts no hour twice', async () => {
    await connected(...at('2026-02-01T00:00:00Z'))
    await disconnected(...at('2026-02-01T02:00:00Z'))
    await connected(...at('2026-02-01T20:00:00Z'))
    await report('AVAILABLE', 1, 1, ...at('2026-02-01T01:00:00Z'))
    await disconnected(...at('2026-02-01T22:00:00Z'))
    await connected(...at('2026-02-01T22:00:00Z'))
    expect(await hoursOf('2026-01-30', '2026-02-02')).toEqual([['2026-02-01', 2 + 1, 0, 0, 18, 1]])
  })

  test('a day that begins twice, because its clock is put back to midnight, loses no hour', async () => {
    await box.db.updateTable('station').set({ time_zone: 'Atlantic/Azores' }).where('id', '=', station.id).execute()
    await connected(...at('2026-10-25T00:00:00Z'))
    await report('AVAILABLE', 1, 1, ...at('2026-10-25T00:15:00Z'))
    await report('UNAVAILABLE', 1, 1, ...at('2026-10-25T03:00:00Z'))
    expect(await hoursOf('2026-10-24', '2026-10-26')).toEqual([
      ['2026-10-24', 0.75, 0, 0, 0, 0],
      ['2026-10-25', 2, expect.any(Number), 0, 0, 1],
    ])
  })

  test('pages fit together in both directions', async () => {
    await connected(...at('2026-01-01T12:00:00Z'))
    for (const [evse, number] of [
      [1, 1],
      [1, 2],
      [2, 1],
    ] as const)
      await report('AVAILABLE', evse, number, ...at('2026-01-01T12:00:00Z'))
    await disconnected(...at('2026-01-03T12:00:00Z'))
    const range = ['2026-01-01', '2026-01-04'] as const
    const all = (await uptime(...range)).edges
    expect(all).toHaveLength(9)
    const [one, two] = [await uptime(...range, { first: 4 }), await uptime(...range, { first: 9, after: all[3]?.cursor })]
    expect([...one.edges, ...two.edges]).toEqual(all)
    expect((await uptime(...range, { last: 4, before: all[5]?.cursor })).edges).toEqual(all.slice(1, 5))
    expect(fault(await ask(operator, { from: range[0], until: range[1] }, { after: 'x' }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      path: ['after'],
    })
  })

  test('is a table, too', async () => {
    await connected(...at('2026-01-01T12:00:00Z'))
    await report('AVAILABLE', 1, 1, ...at('2026-01-01T12:00:00Z'))
    await disconnected(...at('2026-01-01T14:00:00Z'))
    await connected(...at('2026-01-01T15:00:00Z'))
    const TABLE = 'query ($input: StationUptimeInput!) { stationUptimeTable(input: $input) { csv next } }'
    const input = { stationId: station.id, from: '2026-01-01', until: '2026-01-02' }
    const { data } = await box.ask<{ stationUptimeTable: { csv: string; next: null } }>(operator, TABLE, { input })
    const [head, line] = data?.stationUptimeTable.csv.split('\r\n') ?? []
    expect(head).toBe('day,station,name,evse,connector,up_s,unavailable_s,faulted_s,offline_s,outages')
    expect(line).toMatch(new RegExp(`^2026-01-01,${station.id},.*,1,1,36000,0,0,3600,1$`))
    expect(data?.stationUptimeTable.next).toBeNull()
    expect(fault(await box.ask(otherOperator, TABLE, { input })).code).toBe('NOT_FOUND')
  })

  test('an operator and the keys of a partner see their own, an admin all; others nothing', async () => {
    await connected(...at('2025-12-01T12:00:00Z'))
    await disconnected(...at('2025-12-01T13:00:00Z'))
    const input = { from: '2025-12-01', until: '2025-12-02' }
    const connectors = async (caller: Caller, more: object = {}) => {
      const { data } = await ask(caller, { ...input, ...more }, { first: 100 })
      return data?.stationUptime.edges.map(({ node }) => node.connector.id)
    }
    expect(await connectors(operator)).toContain(first())
    expect(await connectors(admin, { stationId: station.id })).toContain(first())
    expect(await connectors(otherOperator)).toEqual([])
    expect(await connectors(keyOf(operator.userId, ['stations:read']))).toContain(first())
    expect(fault(await ask(keyOf(operator.userId, ['chargers:read']), input)).code).toBe('FORBIDDEN')
    expect(fault(await ask(driver, input)).code).toBe('FORBIDDEN')
    const foreign = await ask(otherOperator, { ...input, stationId: station.id })
    expect(fault(foreign)).toEqual({ code: 'NOT_FOUND', path: ['input', 'stationId'] })
    expect(foreign).toEqual(await ask(otherOperator, { ...input, stationId: newId() }))
  })

  test.each([
    [{ from: 'yesterday' }, ['input', 'from']],
    [{ until: '2026-02-30' }, ['input', 'until']],
    [{ from: '2026-01-02', until: '2026-01-02' }, ['input', 'until']],
    [{ from: '2024-01-01' }, ['input', 'until']],
  ])('bad input: %j', async (input, path) => {
    const answer = await ask(operator, { from: '2026-01-01', until: '2026-01-02', ...input })
    expect(fault(answer)).toEqual({ code: 'BAD_USER_INPUT', path })
  })
})
