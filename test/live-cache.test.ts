import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConnectorStatus } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { startGateway, type Gateway } from '../gateway/fixtures/kit.ts'
import { ccs, operator, testStations, type TestStations } from '../subgraphs/stations/stations.fixture.ts'
import { until } from './until.ts'

let box: TestStations
let gateway: Gateway
beforeAll(async () => {
  box = await testStations()
  const supergraphSdl = await readFile(new URL('../gateway/supergraph.graphql', import.meta.url), 'utf8')
  const others = { supergraphSdl, transports: { stations: box.app.fetch } }
  gateway = await startGateway({ others, bus: box.bus })
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await box[Symbol.asyncDispose]()
})

const QUERY = 'query ($id: UUID!) { station(id: $id) { name evses { status } } }'
const SUBSCRIPTION = 'subscription ($id: UUID!) { stationAvailability(stationId: $id) { evses { status } } }'

test('whoever has seen a status live, or was told of it by the bus, never reads an older one that is kept', async () => {
  const evseId = `DE*EVG*E${newId().slice(-8).toUpperCase()}`
  const { id } = await box.register(operator, { evses: [{ evseId, connectors: [ccs()] }] })
  const at = () => new Date().toISOString()
  await box.tell('ocpp.charge-point.connected', id, { stationId: id, ocppVersion: '2.0.1', at: at() })
  const report = (status: ConnectorStatus) => {
    const data = { stationId: id, evseNumber: 1, connectorNumber: 1, status, errorCode: null, at: at() }
    return box.tell('ocpp.connector.status-changed', id, data)
  }
  const read = async () => (await gateway.ask(QUERY, { id })).data?.['station']?.['evses']?.[0]?.['status']
  const live = box.watch(operator, SUBSCRIPTION, { id })
  await live.next()
  for (const status of ['AVAILABLE', 'CHARGING', 'FINISHING', 'AVAILABLE', 'FAULTED'] as const) {
    await report(status)
    await until(async () => {
      const { value } = await live.next()
      return JSON.stringify(value).includes(status)
    })
    // What is read now is kept, and read again.
    expect(await read()).toBe(status)
    expect(await read()).toBe(status)
  }
  await live.return()
})
