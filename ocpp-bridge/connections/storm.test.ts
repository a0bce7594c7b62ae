import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { ChargePoint } from '../../test/charge-point.ts'
import { metrics } from '#lib/metrics.ts'
import { until } from '../../test/until.ts'
import type { Trx } from '../tables.ts'
import { testBridge } from '../bridge.fixture.ts'
import { lockChargePoint } from '../transactions/transaction.queries.ts'
import { VERSIONS } from '../words.fixture.ts'

const CHARGERS = 30

test('edge case 24: after a line that failed for all, every charger with a queued session comes back, and each session is told once', async () => {
  await using bridge = await testBridge()
  await bridge.issue('DRIVER1')
  const chargers: ChargePoint[] = []
  for (let i = 0; i < CHARGERS; i++) {
    const { identity } = await bridge.register(`STORM-${i}`)
    chargers.push(await bridge.connect(identity, { version: VERSIONS[i % 3] as (typeof VERSIONS)[number] }))
  }
  await Promise.all(
    chargers.map(async (charger) => {
      await charger.goOffline()
      await charger.start({ idToken: 'DRIVER1' })
      for (let i = 0; i < 5; i++) {
        charger.clock.advance(60)
        await charger.meter()
      }
      await charger.stop()
    }),
  )
  await Promise.all(
    chargers.map(async (charger) => {
      await charger.goOnline()
      await charger.flushed()
    }),
  )
  expect(chargers.flatMap(({ events }) => events.filter(({ name }) => name === 'refused'))).toEqual([])
  const names = (await bridge.events()).map(({ name }) => name)
  expect(names.filter((name) => name === 'ocpp.transaction.started')).toHaveLength(CHARGERS)
  expect(names.filter((name) => name === 'ocpp.transaction.ended')).toHaveLength(CHARGERS)
  // No reply was late, so nothing was sent twice.
  for (const charger of chargers) {
    const ids = calls(charger)
    expect(new Set(ids).size).toBe(ids.length)
    expect(answers(charger)).toEqual(ids)
  }
})

test('edge case 24: chargers that lose patience send again; each time is answered, and the message has its effect once', async () => {
  await using bridge = await testBridge()
  await bridge.issue('DRIVER1')
  const chargers: ChargePoint[] = []
  for (const [i, version] of VERSIONS.flatMap((one) => [one, one, one, one]).entries()) {
    const { identity } = await bridge.register(`HASTY-${i}`)
    chargers.push(await bridge.connect(identity, { version, callTimeoutMs: 300 }))
  }
  const starts = await bridge.db.transaction().execute(async (trx) => {
    for (const { identity } of chargers) await lockChargePoint(trx, identity)
    const asked = chargers.map((charger) => charger.start({ idToken: 'DRIVER1' }))
    const repeated = (charger: ChargePoint) => new Set(calls(charger)).size < calls(charger).length - 1
    await until(() => chargers.every(repeated))
    return asked
  })
  await Promise.all(starts)
  for (const charger of chargers) await until(() => answers(charger).length === calls(charger).length)
  const started = await bridge.said('ocpp.transaction.started')
  expect(new Set(started.map(({ stationId }) => stationId)).size).toBe(chargers.length)
  expect(started).toHaveLength(chargers.length)
})

const idsOf = ({ wire }: ChargePoint, direction: 'in' | 'out', kind: RegExp): unknown[] =>
  wire.frames
    .filter((frame) => frame.direction === direction && kind.test(frame.text))
    .map(({ text }) => (JSON.parse(text) as unknown[])[1])
/** Message ids on the present line, in order. */
const calls = (charger: ChargePoint) => idsOf(charger, 'out', /^\[2,/)
const answers = (charger: ChargePoint) => idsOf(charger, 'in', /^\[[34],/)

test('while boots wait for the database, and more of them than it has connections for, a driver can start', async () => {
  await using bridge = await testBridge()
  await bridge.issue('DRIVER1')
  const booting = await Promise.all(Array.from({ length: CHARGERS }, (_, i) => bridge.register(`BOOTING-${i}`)))
  const { identity } = await bridge.register('STARTING')
  const starting = await bridge.connect(identity)
  const chargers = await Promise.all(booting.map((one) => bridge.connect(one.identity, { boot: false })))
  const repeated = async () =>
    (await metrics.metrics()).split('\n').filter((line) => line.startsWith('evergraph_ocpp_calls_repeated'))
  const before = await repeated()

  const started = await bridge.db.transaction().execute(async (trx) => {
    await trx.selectFrom('charge_point').select('identity').where('identity', '<>', identity).forUpdate().execute()
    const boots = chargers.map((charger) => charger.boot())
    await until(async () => (await waitingForIt(trx)) > 0)
    return { boots, transaction: await starting.start({ idToken: 'DRIVER1' }) }
  })
  expect(started.transaction.authorization).toBe('Accepted')
  expect(await Promise.all(started.boots)).toEqual(booting.map(() => 'Accepted'))
  // Nobody had to wait for a fault of another first.
  expect(await repeated()).toEqual(before)
})

/** Others that wait for this transaction. */
async function waitingForIt(trx: Trx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid`.execute(trx)
  return rows[0]?.count ?? 0
}
