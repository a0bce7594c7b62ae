import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { hash } from '@node-rs/argon2'
import pg from 'pg'
import { passwordText } from '../../lib/charger-password.ts'
import { newId } from '../../lib/id.ts'
import { dataFolder } from '../../deploy/embedded/postgres-place.ts'
import { adminUrl, freePort } from '../../deploy/embedded/postgres.ts'
import type { Secrets } from '../../deploy/embedded/secrets.ts'
import { root } from '../../test/source-files.ts'
import { until } from '../../test/until.ts'
import { idTokenOf } from './chargers.ts'

export interface Ports {
  OCPP_PORT: number
  GATEWAY_PORT: number
  VERIFICATION_PORT: number
  PAYMENTS_PORT: number
  INTERNAL_PORT: number
}

export const freePorts = async (): Promise<Ports> => ({
  OCPP_PORT: await freePort(),
  GATEWAY_PORT: await freePort(),
  VERIFICATION_PORT: await freePort(),
  PAYMENTS_PORT: await freePort(),
  INTERNAL_PORT: await freePort(),
})

/** The process of `npm start`, on this folder. `ready` resolves when it says so. */
export function startPlatform(
  folder: string,
  ports: Ports,
  env: Readonly<Record<string, string>> = {},
): { child: ChildProcess; ready: Promise<void> } {
  const child = spawn(process.execPath, ['deploy/embedded/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      LOG_LEVEL: 'info',
      ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])),
      EVERGRAPH_DATA: folder,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ready = Promise.withResolvers<void>()
  // The log is written as it is in use, and read away.
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.includes('"msg":"ready"')) ready.resolve()
  })
  child.once('exit', (code) => ready.reject(new Error(`The platform ended with ${code}.`)))
  return { child, ready: ready.promise }
}

export async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

/** The administrator's connection to the platform's own server. */
export async function openDatabase(folder: string): Promise<pg.Client> {
  const secrets = JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8')) as Secrets
  const data = await dataFolder(join(folder, 'postgres'))
  const port = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[3])
  const client = new pg.Client({ connectionString: adminUrl(secrets.databaseAdmin, port) })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

export interface StormCharger {
  identity: string
  password: string
  version: '1.6' | '2.0.1' | '2.1'
  stationId: string
}

const VERSIONS = ['1.6', '2.0.1', '2.1'] as const
const PASSWORD = 'a-charger-password'

/**
 * Registers stations, their tariff and drivers' cards as their boxes' events tell of them: a thousand registrations one by one are
 * not what is measured.
 */
export async function register(database: pg.Client, count: number): Promise<StormCharger[]> {
  const passwordHash = await hash(passwordText(PASSWORD))
  const operatorId = newId()
  const tariffId = newId()
  const say = (schema: 'accounts' | 'stations', name: string, id: string, data: object) =>
    database.query(`INSERT INTO ${schema}.outbox (id, name, aggregate_id, data) VALUES ($1, $2, $3, $4)`, [
      newId(),
      name,
      id,
      JSON.stringify(data),
    ])
  const chargers = Array.from({ length: count }, (_, i) => ({
    identity: `STORM-${i}`,
    password: PASSWORD,
    version: VERSIONS[i % VERSIONS.length] ?? '1.6',
    stationId: newId(),
  }))
  const tariff = { currency: 'EUR', elements: [{ components: [{ type: 'ENERGY', price: 0.5, vat: 20, stepSize: 1 }] }] }
  const validFrom = new Date(0).toISOString()
  await say('stations', 'stations.tariff.saved', tariffId, { tariffId, version: 1, validFrom, tariff })
  for (const { stationId, identity } of chargers) {
    const idTokenId = newId()
    const card = { idTokenId, userId: newId(), value: idTokenOf(identity), type: 'RFID', status: 'ACTIVE' }
    await say('accounts', 'accounts.id-token.issued', idTokenId, card)
    const connectors = [{ connectorId: newId(), number: 1, maxPowerW: 50_000, tariffId }]
    const evses = [{ evseId: newId(), number: 1, connectors }]
    const place = { latitude: 52.09, longitude: 5.12 }
    await say('stations', 'stations.station.saved', stationId, { stationId, operatorId, identity, passwordHash, place, evses })
  }
  await until(async () => (await countOf(database, 'ocpp.charge_point')) >= count, { timeoutMs: 300_000 })
  await settled(database)
  return chargers
}

export async function countOf(database: pg.Client, table: string): Promise<number> {
  const { rows } = await database.query<{ count: string }>(`SELECT count(*) FROM ${table}`)
  return Number(rows[0]?.count)
}

/** Resolves when every event has been handled. */
export async function settled(database: pg.Client): Promise<void> {
  const waiting = ['ocpp', 'charging', 'stations', 'accounts', 'rewards'].map(
    (schema) => `(SELECT count(*) FROM ${schema}.outbox WHERE published_at IS NULL)`,
  )
  await until(
    async () => {
      const { rows } = await database.query<{ count: string }>(`SELECT ${waiting.join(' + ')} AS count`)
      return rows[0]?.count === '0'
    },
    { timeoutMs: 300_000, everyMs: 50 },
  )
}
