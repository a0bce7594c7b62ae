import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import type { Caller } from '#lib/auth.ts'
import { box as ocpp } from '../ocpp-bridge/box.ts'
import { box as favourites } from '../subgraphs/favourites/box.ts'
import { operator, testStations } from '../subgraphs/stations/stations.fixture.ts'
import { callerPublicKeyPem, newUser } from './caller.ts'
import { connectChargePoint } from './charge-point.ts'
import { ask } from './subgraph.ts'
import { until } from './until.ts'

const cleanup = new AsyncDisposableStack()
let stations: Awaited<ReturnType<typeof testStations>>
beforeAll(async () => {
  stations = cleanup.use(await testStations())
})
afterAll(() => cleanup.disposeAsync())

test('a box that is added to a platform which runs already knows its stations, and how their chargers are', async () => {
  const { bus, database } = stations
  const log = createLog('late', { level: process.env['TEST_LOG'] ?? 'silent' })
  const urls = (box: 'ocpp' | 'favourites') => ({ DATABASE_URL: database.urlOf(box), CALLER_PUBLIC_KEY: callerPublicKeyPem })
  // A charger that comes before the bridge has heard of its station soon asks again.
  const settings = { ...urls('ocpp'), OCPP_PORT: '0', OCPP_PENDING_RETRY_MS: '1000' }
  const bridge = cleanup.use(await ocpp.open({ config: ocpp.config(settings), bus, log }))
  const { id, identity, password } = await stations.register(operator)
  const evses = [{ powerW: 50_000 }]
  const charger = cleanup.use(await connectChargePoint({ url: bridge.url, identity, password, version: '2.0.1', evses }))
  const STATUS = 'query ($id: UUID!) { station(id: $id) { evses { status } } }'
  interface Status {
    station: { evses: { status: string }[] }
  }
  const statusOf = async () => (await stations.ask<Status>(operator, STATUS, { id })).data?.station.evses[0]?.status
  await until(async () => (await statusOf()) === 'AVAILABLE')

  const late = cleanup.use(await favourites.open({ config: favourites.config(urls('favourites')), bus, log }))
  await until(async () => (await late.ready())['past'] === null)
  const { name, fetch = () => expect.fail('no graph') } = late
  const SAVE = `mutation ($input: SaveFavouriteInput!) { saveFavourite(input: $input) { station { favourite { availability } } } }`
  interface Saved {
    saveFavourite: { station: { favourite: { availability: string } } }
  }
  const save = async (caller: Caller) => (await ask<Saved>({ name, fetch }, caller, SAVE, { input: { stationId: id } })).data
  const driver = newUser()
  const availability = async () => (await save(driver))?.saveFavourite.station.favourite.availability
  expect(await availability()).toBe('FREE')
  await charger.plugIn()
  await until(async () => (await availability()) === 'TAKEN')
})
