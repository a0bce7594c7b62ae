import { setTimeout as wait } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import { expect, test } from 'vitest'
import { metrics } from '../lib/metrics.ts'
import type { ChargingTables } from '../subgraphs/charging/tables.ts'
import type { ChargePoint } from './charge-point.ts'
import { openFleet } from './fleet.ts'
import { randomOf } from './random.ts'
import { until } from './until.ts'

/** What each acknowledged stop is worth by the charger's own meter, and what became of it in charging. */
async function missing(db: Kysely<ChargingTables>, chargers: { charger: ChargePoint; stationId: string }[]): Promise<string[]> {
  const sessions = await db.selectFrom('session').select(['station_id', 'status', 'energy_wh']).execute()
  return chargers.flatMap(({ charger, stationId }) => {
    const told = charger.events
      .filter((event) => event.name === 'ended')
      .map(({ registerWh, transaction }) => registerWh - transaction.started.registerWh)
    const counted = sessions
      .filter(({ station_id, status }) => station_id === stationId && status === 'COMPLETED')
      .map(({ energy_wh }) => energy_wh)
    const [a, b] = [told, counted].map((numbers) => numbers.toSorted((x, y) => x - y).join(' '))
    return a === b
      ? []
      : [`${charger.identity} (${charger.version}) was acknowledged ${a || 'nothing'} Wh, charging counts ${b || 'nothing'}`]
  })
}

test('24 chargers stop while the transactions are locked for longer than a pool waits: no session is lost', async () => {
  await using world = await openFleet(24)
  const { chargers, db, admin } = world
  for (const { charger } of chargers) await charger.start({ idToken: 'DRIVER1' })
  await admin.query('BEGIN; LOCK TABLE ocpp.transaction IN ACCESS EXCLUSIVE MODE')
  const stops = chargers.map(({ charger }) => stop(charger))
  // The length of the lock, which is what is tested: the pool gives up after 5 s.
  await wait(7_000)
  await admin.query('COMMIT')
  const answers = await Promise.allSettled(stops)
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(24)
  const completed = () => db.selectFrom('session').select('energy_wh').where('status', '=', 'COMPLETED').execute()
  await until(async () => (await completed()).length === 24, { timeoutMs: 60_000 }).catch(() => undefined)
  expect((await completed()).map(({ energy_wh }) => energy_wh)).toEqual(Array.from({ length: 24 }, () => ENERGY_WH))
}, 180_000)

const ENERGY_WH = 4_321

/** The stop alone, without the status that goes before it. */
function stop(charger: ChargePoint): Promise<unknown> {
  const transaction = charger.transaction()
  if (transaction === undefined) throw new Error(`${charger.identity} does not charge.`)
  const [registerWh, timestamp] = [transaction.started.registerWh + ENERGY_WH, new Date().toISOString()]
  if (charger.version === '1.6')
    return charger.call('StopTransaction', { transactionId: transaction.id, meterStop: registerWh, timestamp })
  return charger.call('TransactionEvent', {
    eventType: 'Ended',
    timestamp,
    triggerReason: 'StopAuthorized',
    seqNo: transaction.seqNo,
    transactionInfo: { transactionId: transaction.id },
    meterValue: [{ timestamp, sampledValue: [{ value: registerWh }] }],
  })
}

test('a fleet charges while the database is locked, cut off and stopped at random: nothing acknowledged is missing', async () => {
  await using world = await openFleet(48)
  const { chargers, db, admin } = world
  const random = randomOf(7)
  const backends = async () => {
    const { rows } = await admin.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename IN ('evergraph_ocpp', 'evergraph_charging')`,
    )
    return rows.map(({ pid }) => pid)
  }
  const tables = ['ocpp.transaction', 'ocpp.message_log', 'ocpp.outbox', 'ocpp.kept_message', 'charging.session', 'charging.inbox']
  const stalls: (() => Promise<void>)[] = [
    async () => {
      const table = tables[Math.floor(random() * tables.length)]
      await admin.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`)
      await wait(3_000 * random())
      await admin.query('COMMIT')
    },
    async () => {
      for (const pid of await backends()) if (random() < 0.5) await admin.query('SELECT pg_terminate_backend($1)', [pid])
    },
    async () => {
      const stopped = (await backends()).filter(() => random() < 0.8)
      const signal = (name: NodeJS.Signals) => stopped.forEach((pid) => kill(pid, name))
      signal('SIGSTOP')
      try {
        await wait(2_000 * random())
      } finally {
        signal('SIGCONT')
      }
    },
  ]

  const over = new AbortController()
  const stalling = (async () => {
    for (let i = 0; !over.signal.aborted; i++) {
      await stalls[i % stalls.length]?.()
      await wait(300 * random())
    }
  })()
  try {
    await Promise.all(
      chargers.map(async ({ charger }) => {
        for (let session = 0; session < 3; session++) {
          await charger.start({ idToken: 'DRIVER1' })
          for (let sample = 0; sample < 3; sample++) {
            charger.clock.advance(60)
            await charger.meter()
          }
          await charger.stop()
          await charger.flushed()
        }
      }),
    )
  } finally {
    over.abort()
    await stalling
  }
  // The faults did happen.
  const repeated = (await metrics.metrics()).match(/^evergraph_ocpp_calls_repeated_total\{.*\} (?!0$)\d+$/m)
  expect(repeated).not.toBeNull()
  for (const { charger } of chargers) {
    expect(charger.events.filter(({ name }) => name === 'ended')).toHaveLength(3)
    expect(charger.events.filter((event) => event.name === 'refused' && /Transaction/.test(event.action))).toEqual([])
  }
  await until(async () => (await missing(db, chargers)).length === 0, { timeoutMs: 60_000 }).catch(() => undefined)
  expect(await missing(db, chargers)).toEqual([])
  expect(await count(admin, 'ocpp.kept_message')).toBe(0)
  expect(await count(admin, 'charging.dead_letter')).toBe(0)
}, 300_000)

async function count(admin: pg.Client, table: string): Promise<number> {
  const { rows } = await admin.query<{ count: string }>(`SELECT count(*) FROM ${table}`)
  return Number(rows[0]?.count)
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended meanwhile.
  }
}
