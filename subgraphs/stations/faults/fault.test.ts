import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { until } from '../../../test/until.ts'
import {
  admin,
  driver,
  operator,
  otherOperator,
  testStations,
  type RegisteredStation,
  type TestStations,
} from '../stations.fixture.ts'

let box: TestStations
let station: RegisteredStation
beforeAll(async () => {
  box = await testStations()
  station = await box.register(operator)
})
afterAll(() => box[Symbol.asyncDispose]())

const REPORT = `mutation ($input: ReportFaultInput!) { reportFault(input: $input) { id kind text resolvedAt connector { id } } }`
const RESOLVE = `mutation ($input: ResolveFaultReportInput!) { resolveFaultReport(input: $input) { id resolvedAt note } }`
const LIST = `query ($filter: FaultReportFilter) { faultReports(filter: $filter) { edges { node { id } } } }`
const connectorOf = (of = station) => of.evses[0]?.connectors[0]?.id
type Reported = Record<'reportFault', { id: string; resolvedAt: string | null }>
const report = (caller = driver, more: object = {}) =>
  box.ask<Reported>(caller, REPORT, { input: { connectorId: connectorOf(), kind: 'BROKEN', text: 'The plug.', ...more } })
const idOf = async (answer: ReturnType<typeof report>) => (await answer).data?.reportFault.id
const listed = async (caller: typeof driver, filter: object = {}) => {
  const { data } = await box.ask<{ faultReports: { edges: { node: { id: string } }[] } }>(caller, LIST, { filter })
  return data?.faultReports.edges.map(({ node }) => node.id)
}

test('one report of a user on a connector is open at a time, also of ten at once; another user has their own', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => idOf(report())))
  expect(new Set(answers).size).toBe(1)
  expect(await idOf(report(userCaller(['DRIVER'])))).not.toBe(answers[0])
  expect(await box.saidOf(answers[0] ?? '')).toEqual(['fault.reported'])
})

test('the operator sees reports at their stations alone, closes them once, and then the driver may report again', async () => {
  const someone = userCaller(['DRIVER'])
  const id = await idOf(report(someone))
  expect(await listed(operator, { stationId: station.id, open: true })).toContain(id)
  expect(await listed(admin)).toContain(id)
  expect(await listed(otherOperator)).toEqual([])
  expect(fault(await box.ask(otherOperator, LIST, { filter: { stationId: station.id } }))).toEqual({
    code: 'NOT_FOUND',
    path: ['filter', 'stationId'],
  })
  expect(fault(await box.ask(driver, LIST))).toMatchObject({ code: 'FORBIDDEN' })
  const input = { reportId: id, note: 'Mended.' }
  const foreign = await box.ask(otherOperator, RESOLVE, { input })
  expect(fault(foreign)).toEqual({ code: 'NOT_FOUND', path: ['input', 'reportId'] })
  expect(foreign).toEqual(await box.ask(otherOperator, RESOLVE, { input: { ...input, reportId: newId() } }))
  const closed = await box.ask<Record<string, unknown>>(operator, RESOLVE, { input })
  expect(closed.data).toMatchObject({ resolveFaultReport: { id, note: 'Mended.', resolvedAt: expect.any(String) as string } })
  expect(await box.ask(operator, RESOLVE, { input: { ...input, note: 'Again.' } })).toEqual(closed)
  expect(await box.saidOf(id ?? '')).toEqual(['fault.reported', 'fault.resolved'])
  expect(await listed(operator, { open: true })).not.toContain(id)
  expect(await idOf(report(someone))).not.toBe(id)
})

test('a user may report so many a day, also when all come at once', async () => {
  const someone = userCaller(['DRIVER'])
  const evses = Array.from({ length: 12 }, (_, i) => ({
    evseId: `DE*EVG*EF${i}`,
    connectors: [{ standard: 'MCS', format: 'CABLE', powerType: 'DC', maxPowerW: 1_000_000 }],
  }))
  const large = await box.register(operator, { evses })
  const answers = await Promise.all(large.evses.map(({ connectors }) => report(someone, { connectorId: connectors[0]?.id })))
  expect(answers.filter(({ data }) => data)).toHaveLength(10)
  expect(answers.filter(({ data }) => !data).map((answer) => fault(answer).code)).toEqual(['RATE_LIMITED', 'RATE_LIMITED'])
})

test('the operator is told live, of their stations alone', async () => {
  const elsewhere = await box.register(otherOperator)
  await box.reading<{ faultReportUpdated: { id: string; resolvedAt: string | null } }>(
    operator,
    `subscription { faultReportUpdated { id resolvedAt } }`,
    async (next) => {
      const answer = next()
      await new Promise((resolve) => setImmediate(resolve))
      while (box.listening() === 0) await new Promise((resolve) => setImmediate(resolve))
      await report(userCaller(['DRIVER']), { connectorId: connectorOf(elsewhere) })
      const id = await idOf(report(userCaller(['DRIVER'])))
      expect((await answer).data?.faultReportUpdated).toEqual({ id, resolvedAt: null })
      await box.ask(operator, RESOLVE, { input: { reportId: id } })
      expect((await next()).data?.faultReportUpdated).toMatchObject({ id, resolvedAt: expect.any(String) as string })
    },
  )
})

test('who has not signed in reports nothing, and nobody a connector that is not there', async () => {
  expect(fault(await report(ANONYMOUS as never)).code).toBe('UNAUTHENTICATED')
  expect(fault(await report(driver, { connectorId: newId() }))).toEqual({ code: 'NOT_FOUND', path: ['input', 'connectorId'] })
  const mine = await box.ask<{ myFaultReports: { edges: unknown[] } }>(driver, `query { myFaultReports { edges { node { id } } } }`)
  expect(mine.data?.myFaultReports.edges).toHaveLength(1)
})

test('who runs stations stays until they are retired; of who leaves, reports stay without words and guests go', async () => {
  const [leaving, elsewhere] = [userCaller(['OPERATOR', 'DRIVER']), await box.register(operator)]
  const { userId } = leaving
  const own = await box.register(leaving)
  const judged = async (round: number) => {
    await box.tell('accounts.deletion.proposed', userId, { deletionId: newId(), userId, round })
    return until(async () => (await box.said('person.leaving.judged', `${userId} stations`)).find((one) => one.round === round))
  }
  expect((await judged(1)).hold).toMatchObject({ text: expect.stringContaining('You run 1 stations.') as string, passes: false })
  await box.ask(leaving, 'mutation ($input: RetireStationInput!) { retireStation(input: $input) { id } }', {
    input: { stationId: own.id },
  })
  expect((await judged(2)).hold).toBeNull()
  const id = (await idOf(report(leaving, { connectorId: connectorOf(elsewhere), text: 'It smells.' }))) ?? ''
  await box.db.insertInto('station_guest').values({ station_id: elsewhere.id, user_id: userId }).execute()
  await box.tell('accounts.user.deleted', userId, { userId, deletedAt: new Date().toISOString() })
  expect(await box.said('person.user.forgotten', `${userId} stations`)).toEqual([{ userId, box: 'stations' }])
  const text = box.db.selectFrom('fault_report').select('text').where('id', '=', id)
  expect(await text.executeTakeFirstOrThrow()).toEqual({ text: '' })
  expect(await box.db.selectFrom('station_guest').selectAll().where('user_id', '=', userId).execute()).toEqual([])
  expect(await box.db.selectFrom('fault_report').selectAll().where('text', '<>', '').execute()).not.toEqual([])
})
