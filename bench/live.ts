import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { wipe } from '../deploy/embedded/platform.ts'
import { createClient } from '../clients/sdk/client.ts'
import { until } from '../test/until.ts'
import type { Order, Sent } from './live/outside.ts'
import { idTokenOf } from './storm/chargers.ts'
import { cpuOf } from './storm/cpu.ts'
import { freePorts, openDatabase, register, startPlatform, stop } from './storm/platform.ts'

const CHARGERS = 100
const SECONDS = 10
const RATES = [40, 100, 200, 400, 800, 1_200]
const AUDIENCES = [1, 100, 1_000]
const FRAMES_PER_SECOND_OF_ONE = 2
const PAST_KNEE_MS = 2_000
const ADMIN = { email: 'bench@evergraph.test', password: 'bench-password-long' }

/**
 * From a charger's MeterValues to the driver's screen, through everything that `npm start` runs: bridge, database, charging, gateway. 100
 * sessions with a subscriber each, at growing rates; then one session with growing numbers of subscribers. Goals: p99 at most 50 ms at 200
 * frames a second. What a frame writes is counted by `test/frame-cost.test.ts`: PostgreSQL's own counts come up to ten seconds late.
 * `npm run bench -- live [RATE…]`
 */
export async function run(): Promise<void> {
  const rates = process.argv.length > 3 ? process.argv.slice(3).map(Number) : RATES
  const folder = mkdtempSync(join(tmpdir(), 'evergraph-live-'))
  // PostgreSQL's own user must reach it.
  chmodSync(folder, 0o755)
  const ports = await freePorts()
  const platform = startPlatform(folder, ports, { ACCOUNTS_ADMIN_EMAIL: ADMIN.email, ACCOUNTS_ADMIN_PASSWORD: ADMIN.password })
  const outside = fork(join(import.meta.dirname, 'live/outside.ts'))
  try {
    await platform.ready
    const database = await openDatabase(folder)
    const chargers = (await register(database, CHARGERS)).map((charger) => ({
      ...charger,
      version: '1.6' as const,
      idTag: idTokenOf(charger.identity),
    }))
    await order(outside, { do: 'begin', ocppUrl: `ws://127.0.0.1:${ports.OCPP_PORT}/ocpp`, chargers })
    const sessions = await sessionsOf(database, chargers)
    const graphUrl = `http://127.0.0.1:${ports.GATEWAY_PORT}/graphql`
    const token = await tokenOf(graphUrl)
    const measure = async (identities: readonly string[], framesPerSecond: number): Promise<Measured> => {
      const idle = await spent(platform.child, () => wait(3_000))
      let sent: Sent | undefined
      const busy = await spent(platform.child, async () => {
        sent = await order<Sent>(outside, { do: 'send', identities, framesPerSecond, seconds: SECONDS })
      })
      return { ...(sent as Sent), cost: costOf(busy, idle, (sent as Sent).frames) }
    }
    console.log(
      `| ${CHARGERS} watched sessions, on ${availableParallelism()} cores | frame → subscriber ms: p50 | p95 | p99 | answered p99 | missing | CPU ms a frame: Node | PostgreSQL |`,
    )
    console.log('|---|---|---|---|---|---|---|---|')
    await order(outside, { do: 'watch', graphUrl, token, sessions, each: 1 })
    const identities = sessions.map(({ identity }) => identity)
    for (const rate of rates) {
      const measured = await measure(identities, rate)
      print(`${rate} frames/s`, measured)
      // Past the knee there is nothing more to learn, and what waits would spoil what follows.
      if (quantile(measured.shown, 0.99) > PAST_KNEE_MS) break
    }
    for (const each of AUDIENCES) {
      const [one] = sessions
      if (!one) throw new Error('no session')
      await order(outside, { do: 'watch', graphUrl, token, sessions: [one], each })
      print(
        `one session, ${each} subscribers, ${FRAMES_PER_SECOND_OF_ONE} frames/s`,
        await measure([one.identity], FRAMES_PER_SECOND_OF_ONE),
      )
    }
    await database.end()
  } finally {
    outside.kill()
    await stop(platform.child)
    await wipe(folder).catch(() => undefined)
    rmSync(folder, { recursive: true, force: true })
  }
}

async function order<Result = object>(outside: ChildProcess, what: Order): Promise<Result> {
  const answered = new AbortController()
  const { signal } = answered
  outside.send(what)
  const ended = once(outside, 'exit', { signal }).then(() => {
    throw new Error('The process of the chargers has ended.')
  })
  ended.catch(() => undefined)
  const [result] = (await Promise.race([once(outside, 'message', { signal }), ended])) as [Result]
  answered.abort()
  return result
}

async function sessionsOf(database: pg.Client, chargers: readonly { identity: string; stationId: string }[]) {
  const rows = await until(async () => {
    const found = await database.query<{ id: string; station_id: string }>(
      `SELECT id, station_id FROM charging.session WHERE status = 'ACTIVE' AND priced`,
    )
    return found.rows.length >= chargers.length ? found.rows : null
  })
  const idOf = new Map(rows.map(({ id, station_id }) => [station_id, id]))
  return chargers.map(({ identity, stationId }) => ({ identity, sessionId: idOf.get(stationId) ?? '' }))
}

async function tokenOf(graphUrl: string): Promise<string> {
  await using client = createClient({ url: graphUrl })
  await client.signIn(ADMIN)
  return client.tokens()?.accessToken ?? ''
}

interface Spent {
  seconds: number
  own: number
  postgres: number
}
type Measured = Sent & { cost: Omit<Spent, 'seconds'> }

async function spent({ pid = 0 }: ChildProcess, work: () => Promise<unknown>): Promise<Spent> {
  const look = () => ({ at: performance.now(), ...cpuOf(pid) })
  const before = look()
  await work()
  const after = look()
  return {
    seconds: (after.at - before.at) / 1000,
    own: after.own - before.own,
    postgres: after.postgres - before.postgres,
  }
}

/** CPU of one frame in milliseconds, without what the platform does when nobody sends any. */
function costOf(busy: Spent, idle: Spent, frames: number): Measured['cost'] {
  const each = (of: 'own' | 'postgres') => (1000 * (busy[of] - (idle[of] / idle.seconds) * busy.seconds)) / frames
  return { own: each('own'), postgres: each('postgres') }
}

function print(what: string, { shown, answered, missing, cost }: Measured): void {
  const ms = (values: readonly number[], share: number) =>
    (values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN).toFixed(1)
  const cpu = [cost.own, cost.postgres].map((each) => each.toFixed(2))
  console.log(`| ${[what, ms(shown, 0.5), ms(shown, 0.95), ms(shown, 0.99), ms(answered, 0.99), missing, ...cpu].join(' | ')} |`)
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN
