import { fork, type ChildProcess } from 'node:child_process'
import { on, once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { wipe } from '../deploy/embedded/platform.ts'
import { startPostgres } from '../deploy/embedded/postgres.ts'
import { until } from '../test/until.ts'
import type { StormOrder, StormProgress, StormReport } from './storm/chargers.ts'
import { cpuOf } from './storm/cpu.ts'
import { freePorts, openDatabase, register, settled, startPlatform, stop, type StormCharger } from './storm/platform.ts'

const CHARGERS = 1_000
const SAMPLES = 3
const PAUSE_MS = 10_000
const IDLE_MS = 5_000
/** If nothing has happened at any charger for so long, nothing will. */
const STALLED_MS = 120_000

/**
 * A fleet comes back at once, in a process of its own, to the platform as `npm start` runs it: boots, statuses, a session each. Then
 * another session each without pauses, for what a call costs, beside a server that does no more than one INSERT for it. Goals: booted
 * within 30 s of the port's opening, p95 of StartTransaction and TransactionEvent at most 500 ms, none refused, at most 3 ms of CPU.
 * `npm run bench -- storm [CHARGERS]`
 */
export async function run(): Promise<void> {
  const count = Number(process.argv[3] ?? CHARGERS)
  const folder = temporary('evergraph-storm-')
  try {
    const ours = await measureOurs(folder, count)
    const reference = await measureReference(join(folder, 'reference'), ours.fleet)
    print(count, ours, reference)
  } finally {
    await wipe(folder).catch(() => undefined)
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureOurs(folder: string, count: number) {
  const ports = await freePorts()
  const url = `ws://127.0.0.1:${ports.OCPP_PORT}/ocpp`
  const before = startPlatform(folder, ports)
  await before.ready
  say(`the platform is up; ${count} chargers are being registered`)
  const filling = await openDatabase(folder)
  const fleet = await register(filling, count)
  await filling.end()
  await stop(before.child)

  say('it has stopped; they come back while it starts')
  const chargers = startChargers()
  const platform = startPlatform(folder, ports)
  platform.ready.catch(() => undefined)
  try {
    const storm = await order(chargers, { url, chargers: fleet, samples: SAMPLES, pauseMs: PAUSE_MS })
    await platform.ready
    const database = await openDatabase(folder)
    await settled(database)
    const pid = platform.child.pid ?? 0
    say('all is handled; sessions without pauses')
    const idle = await spent(
      () => cpuOf(pid),
      () => wait(IDLE_MS),
    )
    let session: StormReport | undefined
    const busy = await spent(
      () => cpuOf(pid),
      async () => {
        session = await order(chargers, { url, chargers: fleet, samples: SAMPLES, pauseMs: 0 })
        await settled(database)
      },
    )
    const lost = await missing(database, fleet, session as StormReport)
    await database.end()
    return { fleet, storm, session: session as StormReport, cost: costOf(busy, idle, session as StormReport), lost }
  } finally {
    chargers.kill()
    await stop(platform.child)
  }
}

async function measureReference(folder: string, fleet: StormCharger[]) {
  await using postgres = await startPostgres({ folder, password: 'reference' })
  say('the same with a bare server')
  const server = fork(join(import.meta.dirname, 'storm/reference.ts'), { env: { ...process.env, DATABASE_URL: postgres.url } })
  const chargers = startChargers()
  try {
    const [port] = (await once(server, 'message')) as [number]
    const url = `ws://127.0.0.1:${port}`
    await order(chargers, { url, chargers: fleet, samples: 0, pauseMs: 0 })
    const cpu = () => ({ own: cpuOf(server.pid ?? 0).own, postgres: cpuOf(process.pid).postgres })
    let session: StormReport | undefined
    const busy = await spent(cpu, async () => {
      session = await order(chargers, { url, chargers: fleet, samples: SAMPLES, pauseMs: 0 })
    })
    return costOf(busy, { own: 0, postgres: 0, seconds: 1 }, session as StormReport)
  } finally {
    chargers.kill()
    server.kill()
  }
}

const startChargers = (): ChildProcess => fork(join(import.meta.dirname, 'storm/chargers.ts'))

/** Says how far they are. Ends with an error if they come no further. */
async function order(chargers: ChildProcess, what: StormOrder): Promise<StormReport> {
  let far = 'nobody has come'
  const stalled = setTimeout(() => chargers.kill('SIGKILL'), STALLED_MS)
  const messages = on(chargers, 'message', { close: ['exit'] })
  chargers.send(what)
  try {
    for await (const [message] of messages as AsyncIterable<[StormReport | StormProgress]>) {
      if ('calls' in message) return message
      const now = `${message.booted} of ${what.chargers.length} have booted, ${message.ended} have ended a session`
      if (now === far) continue
      say((far = now))
      stalled.refresh()
    }
  } finally {
    clearTimeout(stalled)
  }
  throw new Error(`The process of the chargers has ended, or came no further for ${STALLED_MS / 1000} s: ${far}.`)
}

/** Progress, apart from the results. */
const say = (what: string): void => console.error(`${(performance.now() / 1000).toFixed(0)} s: ${what}`)

type Spent = ReturnType<typeof cpuOf> & { seconds: number }

async function spent(cpu: () => ReturnType<typeof cpuOf>, work: () => Promise<unknown>): Promise<Spent> {
  const [begin, before] = [performance.now(), cpu()]
  await work()
  const after = cpu()
  return { own: after.own - before.own, postgres: after.postgres - before.postgres, seconds: (performance.now() - begin) / 1000 }
}

/** Milliseconds of CPU for a call, without what the platform uses when nobody calls. */
function costOf(busy: Spent, idle: Spent, { calls, wholeMs }: StormReport) {
  const perCall = (of: 'own' | 'postgres') => (1000 * (busy[of] - (idle[of] / idle.seconds) * busy.seconds)) / calls
  return { own: perCall('own'), postgres: perCall('postgres'), callsPerSecond: (1000 * calls) / wholeMs }
}

/** How many of the acknowledged sessions charging lacks, or has with another energy, or more than once; and those it should not have. */
async function missing(database: pg.Client, fleet: StormCharger[], { acknowledged }: StormReport): Promise<number> {
  const look = async () => {
    const { rows } = await database.query<{ station_id: string; energy_wh: string; bills: string }>(
      `SELECT station_id, energy_wh, (SELECT count(*) FROM charging.cdr c WHERE c.session_id = s.id) AS bills
       FROM charging.session s WHERE status = 'COMPLETED'`,
    )
    let wrong = 0
    for (const { identity, stationId } of fleet) {
      const there = rows.filter(({ station_id }) => station_id === stationId)
      const [a, b] = [acknowledged[identity] ?? [], there.map(({ energy_wh }) => Number(energy_wh))].map((list) =>
        list.toSorted((x, y) => x - y).join(' '),
      )
      if (a !== b || there.some(({ bills }) => Number(bills) > 1)) wrong++
    }
    return wrong
  }
  await until(async () => (await look()) === 0, { timeoutMs: 30_000, everyMs: 500 }).catch(() => undefined)
  return look()
}

function print(
  count: number,
  { storm, session, cost, lost }: Awaited<ReturnType<typeof measureOurs>>,
  reference: Awaited<ReturnType<typeof measureReference>>,
): void {
  const ms = (action: string, of = storm) => `${Math.round(quantile(of.latencies[action] ?? [], 0.95))} ms`
  const acknowledged = Object.values(session.acknowledged).flat().length
  const total = cost.own + cost.postgres
  const floor = reference.own + reference.postgres
  console.log(`| ${count} chargers come back at once, on ${availableParallelism()} cores | | goal |`)
  console.log('|---|---|---|')
  console.log(`| all booted after the port's opening | ${(storm.bootedMs / 1000).toFixed(1)} s | ≤ 30 s |`)
  console.log(`| connections refused / broken | ${storm.refused} / ${storm.broken + session.broken} | 0 |`)
  console.log(`| BootNotification, p95 | ${ms('BootNotification')} | |`)
  console.log(`| StartTransaction, p95 | ${ms('StartTransaction')} | ≤ 500 ms |`)
  console.log(`| TransactionEvent, p95 | ${ms('TransactionEvent')} | ≤ 500 ms |`)
  console.log(`| MeterValues, p95 | ${ms('MeterValues')} | |`)
  console.log(`| StopTransaction, p95 | ${ms('StopTransaction')} | |`)
  console.log(`| sessions acknowledged / missing, wrong or billed twice | ${acknowledged} / ${lost} | 0 |`)
  console.log('')
  console.log('| a charger’s call, sessions without pauses | CPU ms | of it Node | of it PostgreSQL | calls a second |')
  console.log('|---|---|---|---|---|')
  const row = (name: string, { own, postgres, callsPerSecond }: typeof cost) =>
    console.log(
      `| ${name} | ${(own + postgres).toFixed(2)} | ${own.toFixed(2)} | ${postgres.toFixed(2)} | ${Math.round(callsPerSecond)} |`,
    )
  row('ours, over all boxes (goal ≤ 3)', cost)
  row('a bare server with one INSERT', reference)
  console.log(`| ratio | ${(total / floor).toFixed(1)}× | | | |`)
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN

/** A folder that PostgreSQL's own user can reach. */
function temporary(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  chmodSync(folder, 0o755)
  return folder
}
