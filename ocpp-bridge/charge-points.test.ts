import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { admin, userCaller } from '../test/caller.ts'
import { fault } from '../test/subgraph.ts'
import { testBridge, type TestBridge } from './bridge.fixture.ts'

let bridge: TestBridge
let chargers: { stationId: string; identity: string; operatorId: string }[]
beforeAll(async () => {
  bridge = await testBridge()
  chargers = []
  for (const identity of ['LIST-1', 'LIST-2', 'LIST_3', 'OTHER%4']) chargers.push(await bridge.register(identity.replace('%', '+')))
  await bridge.connect('LIST-1', { version: '1.6', vendor: 'Acme', firmware: '1.0' })
  const second = await bridge.connect('LIST-2', { version: '2.0.1', vendor: 'Acme', firmware: '2.0' })
  await second.setStatus(1, 'Faulted')
})
afterAll(() => bridge[Symbol.asyncDispose]())

const LIST = `query ($filter: ChargePointFilter, $first: Int, $after: String) { chargePoints(filter: $filter, first: $first, after: $after) {
  totalCount edges { cursor node { identity } } pageInfo { hasNextPage } } }`
interface Listed {
  chargePoints: { totalCount: number; edges: { cursor: string; node: { identity: string } }[]; pageInfo: { hasNextPage: boolean } }
}
const list = async (filter: object, caller: Caller = admin, page: object = {}) => {
  const { data, errors } = await bridge.ask<Listed>(caller, LIST, { filter, ...page })
  expect(errors).toBeUndefined()
  return data?.chargePoints as Listed['chargePoints']
}
const names = async (filter: object, caller?: Caller) => (await list(filter, caller)).edges.map(({ node }) => node.identity)

test.each<[filter: object, identities: string[]]>([
  [{}, ['LIST-1', 'LIST-2', 'LIST_3', 'OTHER+4']],
  [{ connected: true }, ['LIST-1', 'LIST-2']],
  [{ connected: false }, ['LIST_3', 'OTHER+4']],
  [{ ocppVersion: 'OCPP_2_0_1' }, ['LIST-2']],
  [{ vendor: 'Acme', firmware: '1.0' }, ['LIST-1']],
  [{ model: 'Simulator' }, ['LIST-1', 'LIST-2']],
  [{ search: 'list' }, ['LIST-1', 'LIST-2', 'LIST_3']],
  [{ search: 't_' }, ['LIST_3']],
  [{ search: '%' }, []],
  [{ faulted: true }, ['LIST-2']],
  [{ faulted: false, connected: true }, ['LIST-1']],
  [{ operatorId: newId() }, []],
])('the filter %j finds %j', async (filter, identities) => {
  const { totalCount, edges } = await list(filter)
  expect(edges.map(({ node }) => node.identity)).toEqual(identities)
  expect(totalCount).toBe(identities.length)
})

test('stations can be named, and an admin can ask for one operator', async () => {
  const [first, , third] = chargers
  expect(await names({ stationIds: [first?.stationId, third?.stationId] })).toEqual(['LIST-1', 'LIST_3'])
  expect(await names({ operatorId: third?.operatorId })).toEqual(['LIST_3'])
})

test('an operator sees their own chargers, whoever they ask for', async () => {
  const [first, second] = chargers
  const operator = userCaller(['OPERATOR'], first?.operatorId)
  expect(await names({}, operator)).toEqual(['LIST-1'])
  expect(await names({ operatorId: second?.operatorId }, operator)).toEqual([])
  expect(await names({ stationIds: [second?.stationId] }, operator)).toEqual([])
})

test('drivers see none', async () => {
  expect(fault(await bridge.ask(userCaller(), LIST)).code).toBe('FORBIDDEN')
})

test('the list pages', async () => {
  const first = await list({}, admin, { first: 3 })
  expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } })
  const rest = await list({}, admin, { first: 3, after: first.edges.at(-1)?.cursor })
  expect(rest.edges.map(({ node }) => node.identity)).toEqual(['OTHER+4'])
})

test('a filter that cannot be is named', async () => {
  const asked = await bridge.ask(admin, LIST, { filter: { search: '' } })
  expect(fault(asked)).toEqual({ code: 'BAD_USER_INPUT', path: ['filter', 'search'] })
})

test('a charger is watched as it connects, boots, speaks of a connector and leaves', async () => {
  const { stationId, identity, operatorId } = await bridge.register()
  const WATCH = `subscription ($id: UUID!) { chargePointUpdated(id: $id) { bootCount connection { ocppVersion } connectors { status } } }`
  interface Watched {
    chargePointUpdated: { bootCount: number; connection: object | null; connectors: { status: string }[] }
  }
  const stream = bridge.watch<Watched>(userCaller(['OPERATOR'], operatorId), WATCH, { id: stationId })
  const shows = async (match: (shown: Watched['chargePointUpdated']) => boolean) => {
    for (;;) {
      const { value } = await stream.next()
      const shown = value?.data?.chargePointUpdated
      if (shown === undefined) throw new Error('The stream has ended.')
      if (match(shown)) return
    }
  }
  await shows(({ connection }) => connection === null)
  const charger = await bridge.connect(identity, { boot: false, reconnect: false })
  await shows(({ connection }) => connection !== null)
  await charger.boot()
  await shows(({ bootCount }) => bootCount === 1)
  await charger.setStatus(1, 'Available')
  await shows(({ connectors }) => connectors.some(({ status }) => status === 'AVAILABLE'))
  await charger[Symbol.asyncDispose]()
  await shows(({ connection }) => connection === null)
  await stream.return()
})

test("somebody else's charger cannot be watched", async () => {
  const WATCH = `subscription ($id: UUID!) { chargePointUpdated(id: $id) { id } }`
  const stream = bridge.watch(userCaller(['OPERATOR']), WATCH, { id: chargers[0]?.stationId })
  const { value } = await stream.next()
  expect(value?.errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
})
