import { hash } from '@node-rs/argon2'
import type { Kysely } from 'kysely'
import pg from 'pg'
import { connect } from '../db/connect.ts'
import { createLocalBus } from '../lib/bus-local.ts'
import { passwordText } from '../lib/charger-password.ts'
import { newId } from '../lib/id.ts'
import { createLog } from '../lib/log.ts'
import { box as ocppBox } from '../ocpp-bridge/box.ts'
import { VERSIONS } from '../ocpp-bridge/words.fixture.ts'
import { box as chargingBox } from '../subgraphs/charging/box.ts'
import type { ChargingTables } from '../subgraphs/charging/tables.ts'
import { callerPublicKeyPem } from './caller.ts'
import { connectChargePoint } from './charge-point.ts'
import { testDatabase } from './postgres.ts'
import { createTeller } from './teller.ts'

const PASSWORD = 'a charger password'

/** The bridge and charging over one database, with as many chargers, of all versions in turn. */
export async function openFleet(count: number) {
  const stack = new AsyncDisposableStack()
  const database = stack.use(await testDatabase('ocpp'))
  const log = createLog('fleet', { level: process.env['TEST_LOG'] ?? 'silent' })
  const bus = stack.use(createLocalBus())
  const charging = chargingBox.config({ DATABASE_URL: database.urlOf('charging'), CALLER_PUBLIC_KEY: callerPublicKeyPem })
  stack.use(await chargingBox.open({ config: charging, bus, log }))
  const config = ocppBox.config({ DATABASE_URL: database.url, CALLER_PUBLIC_KEY: callerPublicKeyPem, OCPP_PORT: '0' })
  const { url } = stack.use(await ocppBox.open({ config, bus, log }))
  const db: Kysely<ChargingTables> = stack.adopt(
    connect({ url: charging.databaseUrl, schema: 'charging', log, max: 2 }),
    (opened) => opened.destroy(),
  )
  const admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
  stack.defer(() => admin.end())

  const { tell } = createTeller(bus)
  const passwordHash = await hash(passwordText(PASSWORD), { memoryCost: 8192, timeCost: 1, parallelism: 1 })
  const idTokenId = newId()
  await tell('accounts.id-token.issued', idTokenId, {
    idTokenId,
    userId: newId(),
    value: 'DRIVER1',
    type: 'RFID',
    status: 'ACTIVE',
    // All of them charge with it at once.
    concurrentSessions: count,
  })
  const chargers = await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const [stationId, identity] = [newId(), `FLEET-${i}`]
      const connectors = [{ connectorId: newId(), number: 1, maxPowerW: 50_000, tariffId: null }]
      const evses = [{ evseId: newId(), number: 1, connectors }]
      const place = { latitude: 52.5, longitude: 13.4 }
      await tell('stations.station.saved', stationId, { stationId, operatorId: newId(), identity, passwordHash, place, evses })
      const version = VERSIONS[i % VERSIONS.length] ?? '1.6'
      const charger = await connectChargePoint({ url, identity, password: PASSWORD, version, meterIntervalMs: 0 })
      stack.use(charger)
      return { charger, stationId }
    }),
  )
  return { chargers, db, admin, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}
