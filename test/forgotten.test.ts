import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SessionCountsDocument, StationSessionsDocument } from '../clients/admin/generated/graphql.ts'
import {
  ChargingSessionDocument,
  EndSessionDocument,
  StartChargingDocument,
  StopChargingDocument,
} from '../clients/driver/generated/graphql.ts'
import { createClient } from '../clients/sdk/client.ts'
import { connectChargePoint } from './charge-point.ts'
import { startStack, type Stack } from './stack.ts'
import { until } from './until.ts'
import { makeWorld } from './world.ts'

const cleanup = new AsyncDisposableStack()
let stack: Stack
beforeAll(async () => {
  stack = cleanup.use(await startStack({ env: { OCPP_FORGOTTEN_AFTER_MS: '1000' } }))
})
afterAll(() => cleanup.disposeAsync())

/** A driver's session at a charger that is then killed. */
async function killed() {
  const graphUrl = `${stack.url}/graphql`
  const { driver, operator, stations } = await makeWorld(graphUrl)
  const [station] = stations
  if (!station) throw new Error('no station')
  const { identity, password, connectorId } = station
  const login = { url: stack.ocppUrl, identity, password, evses: [{ powerW: 50_000 }], speed: 120, meterIntervalMs: 100 }
  const app = cleanup.use(createClient({ url: graphUrl }))
  await app.signIn(driver)
  const start = () => app.execute(StartChargingDocument, { input: { connectorId, idempotencyKey: randomUUID() } })
  const charger = await connectChargePoint(login)
  const { id } = (await start()).startCharging
  const session = async () => (await app.execute(ChargingSessionDocument, { id })).chargingSession
  await until(async () => ((await session())?.energyWh ?? 0) > 0)
  await charger[Symbol.asyncDispose]()
  return { graphUrl, app, operator, station, login, start, id, session }
}

test('a session whose charger was killed ends when the charger is back and knows nothing of it', { timeout: 90_000 }, async () => {
  const { graphUrl, operator, station, login, start, id, session } = await killed()
  await expect(start()).rejects.toThrow()
  // The same identity, and nothing of what it was doing.
  await using _rebooted = await connectChargePoint(login)
  const ended = await until(async () => {
    const now = await session()
    return now?.status === 'COMPLETED' && now.chargeDetailRecord ? now : null
  })
  expect(ended.energyWh).toBeGreaterThan(0)
  expect(ended.chargeDetailRecord?.totalEnergyWh).toBe(ended.energyWh)
  expect((await start()).startCharging.status).toBe('PENDING')

  await using desk = createClient({ url: graphUrl })
  await desk.signIn(operator)
  const filter = { stationId: station.id, endedBy: ['CHARGER_RESTARTED' as const] }
  const { chargingSessions } = await desk.execute(StationSessionsDocument, { filter })
  expect(chargingSessions).toMatchObject({ totalCount: 1, edges: [{ node: { id, endedBy: 'CHARGER_RESTARTED' } }] })
  expect((await desk.execute(SessionCountsDocument, {})).chargingSessionCounts).toMatchObject({ total: 2, held: 0, anonymous: 0 })
})

test('a session whose charger never comes back is ended by its driver', { timeout: 90_000 }, async () => {
  const { app, id } = await killed()
  const input = { sessionId: id }
  await app.execute(StopChargingDocument, { input })
  const ended = await until(async () => (await app.execute(EndSessionDocument, { input }).catch(() => null))?.endSession)
  expect(ended).toMatchObject({ status: 'COMPLETED', endedBy: 'PERSON' })
  expect(ended.energyWh).toBeGreaterThan(0)
  expect((await app.execute(EndSessionDocument, { input })).endSession.status).toBe('COMPLETED')
})
