import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fault } from '../../test/subgraph.ts'
import { driver, operator, testStations, type TestStations } from './stations.fixture.ts'

let box: TestStations
beforeAll(async () => {
  box = await testStations()
})
afterAll(() => box[Symbol.asyncDispose]())

const weekday = (days: number[], begin: string, end: string) => days.map((day) => ({ weekday: day, begin, end }))
const NONE = { twentyFourSeven: false, regular: [], openings: [], closings: [] }
const isOpen = async (hours: object | null, at: string, zone = 'Europe/Berlin') =>
  (
    await sql<{
      open: boolean
    }>`SELECT is_open(${hours === null ? null : JSON.stringify({ ...NONE, ...hours })}::jsonb, ${zone}, ${at})
      AS open`.execute(box.db)
  ).rows[0]?.open

const WORKDAYS = { regular: weekday([1, 2, 3, 4, 5], '08:00', '20:00') }
test.each([
  ['before it opens', WORKDAYS, '2026-11-20T06:59:59Z', false],
  ['from when it opens on', WORKDAYS, '2026-11-20T07:00:00Z', true],
  ['until it closes', WORKDAYS, '2026-11-20T18:59:59Z', true],
  ['the end is out', WORKDAYS, '2026-11-20T19:00:00Z', false],
  ['on a Saturday', WORKDAYS, '2026-11-21T10:00:00Z', false],
  ['in summer the same clock is an hour earlier', WORKDAYS, '2026-07-03T06:00:00Z', true],
  ['midnight belongs to the day that begins', { regular: weekday([6], '00:00', '24:00') }, '2026-11-20T23:00:00Z', true],
  ['and not to the one that ends', { regular: weekday([6], '00:00', '24:00') }, '2026-11-21T23:00:00Z', false],
  // 2026-03-29: from 02:00 to 03:00. 2026-10-25: from 03:00 back to 02:00.
  ['an hour that is left out', { regular: weekday([7], '02:00', '03:00') }, '2026-03-29T01:00:00Z', false],
  ['an hour that comes twice, first', { regular: weekday([7], '02:00', '03:00') }, '2026-10-25T00:30:00Z', true],
  ['an hour that comes twice, again', { regular: weekday([7], '02:00', '03:00') }, '2026-10-25T01:30:00Z', true],
  ['around the clock', { twentyFourSeven: true }, '2026-11-22T03:00:00Z', true],
  [
    'closed all the same',
    { twentyFourSeven: true, closings: [{ begin: '2026-12-24T12:00:00Z', end: '2026-12-26T00:00:00Z' }] },
    '2026-12-25T00:00:00Z',
    false,
  ],
  [
    'open besides',
    { ...WORKDAYS, openings: [{ begin: '2026-11-22T10:00:00Z', end: '2026-11-22T12:00:00Z' }] },
    '2026-11-22T11:59:59Z',
    true,
  ],
  [
    'a closing wins over an opening',
    {
      openings: [{ begin: '2026-11-22T10:00:00Z', end: '2026-11-22T12:00:00Z' }],
      closings: [{ begin: '2026-11-22T11:00:00Z', end: '2026-11-22T12:00:00Z' }],
    },
    '2026-11-22T11:30:00Z',
    false,
  ],
  ['nobody has said', null, '2026-11-22T03:00:00Z', true],
])('%s', async (_what, hours, at, open) => {
  expect(await isOpen(hours, at)).toBe(open)
})

test('the clock is that of the station', async () => {
  expect(await isOpen(WORKDAYS, '2026-11-20T01:00:00Z', 'Asia/Tokyo')).toBe(true)
  expect(await isOpen(WORKDAYS, '2026-11-20T01:00:00Z', 'America/New_York')).toBe(false)
})

const UPDATE = `mutation ($input: UpdateStationInput!) { updateStation(input: $input) { openNow access facilities hours {
  twentyFourSeven regular { weekday begin end } openings { begin end } closings { begin end } } } }`

test('hours, facilities and access are shown as they were said, and searched by', async () => {
  const { id } = await box.register(operator, { city: 'Open' })
  const moment = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
  const hours = { twentyFourSeven: true, closings: [{ begin: moment(-1), end: moment(1) }] }
  const { data } = await box.ask(operator, UPDATE, {
    input: { stationId: id, hours, access: 'CUSTOMERS', facilities: ['CAFE', 'WIFI', 'CAFE'] },
  })
  expect(data).toEqual({
    updateStation: {
      openNow: false,
      access: 'CUSTOMERS',
      facilities: ['CAFE', 'WIFI'],
      hours: { ...hours, regular: [], openings: [] },
    },
  })
  const found = async (filter: object) =>
    (
      await box.ask<{ stations: { edges: unknown[] } }>(
        driver,
        `query ($filter: StationFilter) { stations(filter: $filter) { edges { node { id } } } }`,
        { filter: { city: 'Open', ...filter } },
      )
    ).data?.stations.edges.length
  expect(
    await Promise.all(
      [{}, { openNow: true }, { openNow: false }, { facilities: ['WIFI'] }, { facilities: ['WIFI', 'HOTEL'] }].map(found),
    ),
  ).toEqual([1, 0, 1, 1, 0])
  await box.ask(operator, UPDATE, { input: { stationId: id, hours: { twentyFourSeven: true } } })
  expect(await found({ openNow: true })).toBe(1)
})

test.each([
  [{ regular: weekday([1], '20:00', '08:00') }, ['input', 'hours', 'regular', 0, 'end']],
  [{ regular: weekday([1], '08:00', '08:00') }, ['input', 'hours', 'regular', 0, 'end']],
  [{ openings: [{ begin: '2026-11-22T10:00:00Z', end: '2026-11-22T09:00:00Z' }] }, ['input', 'hours', 'openings', 0, 'end']],
  [
    { twentyFourSeven: true, closings: [{ begin: '2026-11-22T10:00:00Z', end: '2026-11-22T10:00:00Z' }] },
    ['input', 'hours', 'closings', 0, 'end'],
  ],
  [{}, ['input', 'hours', 'regular']],
])('bad hours: %j', async (hours, path) => {
  const { id } = await box.register(operator)
  expect(fault(await box.ask(operator, UPDATE, { input: { stationId: id, hours } }))).toEqual({ code: 'BAD_USER_INPUT', path })
})
