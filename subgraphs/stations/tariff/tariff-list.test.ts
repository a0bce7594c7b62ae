import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { fault } from '../../../test/subgraph.ts'
import { admin, ccs, driver, operator, otherOperator, testStations, type TestStations } from '../stations.fixture.ts'

let box: TestStations
beforeAll(async () => {
  box = await testStations()
})
afterAll(() => box[Symbol.asyncDispose]())

const save = async (caller: typeof operator, more: object = {}) => {
  const input = {
    idempotencyKey: newId(),
    currency: 'EUR',
    description: 'x',
    elements: [{ components: [{ type: 'ENERGY', price: 0.5 }] }],
    ...more,
  }
  const query = `mutation ($input: SaveTariffInput!) { saveTariff(input: $input) { id } }`
  return (await box.ask<{ saveTariff: { id: string } }>(caller, query, { input })).data?.saveTariff.id ?? ''
}
const LIST = `query ($operatorId: UUID, $first: Int, $after: String) { tariffs(operatorId: $operatorId, first: $first, after: $after) {
  edges { cursor node { id version versions { version description } usedBy(first: 1) { edges { node { id } } pageInfo { hasNextPage } } } } } }`
interface Tariff {
  id: string
  version: number
  versions: { version: number; description: string }[] | null
  usedBy: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean } } | null
}
const list = async (caller: typeof operator, more: Record<string, unknown> = {}) => {
  const { data } = await box.ask<{ tariffs: { edges: { cursor: string; node: Tariff }[] } }>(caller, LIST, more)
  return data?.tariffs.edges ?? []
}

test('an operator sees their own tariffs with all versions and where they are used; an admin sees all', async () => {
  const [first, second, foreign] = [await save(operator), await save(operator), await save(otherOperator)]
  const later = new Date(Date.now() + 3_600_000).toISOString()
  await save(operator, { tariffId: first, description: 'later', validFrom: later })
  const connectors = [ccs({ tariffId: first }), ccs({ tariffId: first })]
  const station = await box.register(operator, { evses: [{ evseId: 'DE*EVG*ETL1', connectors }] })
  const mine = await list(operator)
  expect(mine.map(({ node }) => node.id)).toEqual([second, first])
  expect(mine[1]?.node).toMatchObject({
    version: 1,
    versions: [
      { version: 1, description: 'x' },
      { version: 2, description: 'later' },
    ],
    usedBy: { pageInfo: { hasNextPage: true } },
  })
  const retire = `mutation ($input: RetireConnectorInput!) { retireConnector(input: $input) { id } }`
  await box.ask(operator, retire, { input: { connectorId: station.evses[0]?.connectors[0]?.id } })
  expect((await list(operator))[1]?.node.usedBy).toEqual({
    edges: [{ node: { id: station.evses[0]?.connectors[1]?.id } }],
    pageInfo: { hasNextPage: false },
  })
  const [top] = await list(operator, { first: 1 })
  expect((await list(operator, { first: 1, after: top?.cursor })).map(({ node }) => node.id)).toEqual([first])
  expect((await list(admin)).map(({ node }) => node.id)).toEqual([foreign, second, first])
  expect((await list(admin, { operatorId: otherOperator.userId })).map(({ node }) => node.id)).toEqual([foreign])
})

test('others see neither the list nor the versions', async () => {
  expect(fault(await box.ask(driver, LIST)).code).toBe('FORBIDDEN')
  const foreign = await box.ask(operator, LIST, { operatorId: otherOperator.userId })
  expect(fault(foreign)).toEqual({ code: 'BAD_USER_INPUT', path: ['operatorId'] })
  const station = await box.register(operator, {
    evses: [{ evseId: 'DE*EVG*ETL2', connectors: [ccs({ tariffId: await save(operator) })] }],
  })
  const seen = `query ($id: UUID!) { connector(id: $id) { tariff { version versions { version } usedBy { edges { cursor } } } } }`
  for (const caller of [driver, otherOperator])
    expect((await box.ask(caller, seen, { id: station.evses[0]?.connectors[0]?.id })).data).toEqual({
      connector: { tariff: { version: 1, versions: null, usedBy: null } },
    })
})
