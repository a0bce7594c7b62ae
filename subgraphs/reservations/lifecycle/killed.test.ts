import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { tariffOf } from '#lib/tariff/tariff.fixture.ts'
import { closeGate, PATIENT, startDoomedBox } from '../../../test/doomed.ts'
import { until } from '../../../test/until.ts'
import { testLifecycle, type TestLifecycle } from './lifecycle.fixture.ts'

let box: TestLifecycle
beforeAll(async () => {
  box = await testLifecycle()
})
afterAll(() => box[Symbol.asyncDispose]())

const expires = { type: 'FLAT' as const, price: 4, vat: 20, stepSize: 1 }
const FEE = tariffOf([{ components: [expires], restrictions: { reservation: 'RESERVATION_EXPIRES' } }])
const EACH = 6

test('kill -9 in the middle of rounds: a no-show is charged once, a move and a reminder happen once, and each is told once', async () => {
  const tariffId = newId()
  await box.tell('stations.tariff.saved', tariffId, { tariffId, version: 1, validFrom: '2026-01-01T00:00:00Z', tariff: FEE })
  const station = async () => {
    const made = await box.station(2)
    await box.db.updateTable('connector').set({ tariff_id: tariffId }).where('id', 'in', made.connectors).execute()
    return made
  }
  const slots = { unused: [] as string[], broken: [] as string[], coming: [] as string[] }
  for (let i = 0; i < EACH; i++) {
    slots.unused.push((await box.slot(await station(), -10, { terms: { fees: true } })).id)
    slots.coming.push((await box.slot(await station(), 16)).id)
    const bad = await station()
    slots.broken.push((await box.slot(bad, 40)).id)
    await bad.says('FAULTED', 1)
  }
  await box.pass(6)
  // From now on only the processes that are killed make rounds.
  await box.app[Symbol.asyncDispose]()
  const start = () =>
    startDoomedBox(new URL('../box.ts', import.meta.url), { database: box.database, env: { RESERVATIONS_SWEEP_MS: '20' } })

  const gates = [
    { table: 'reservations.outbox', change: 'INSERT', when: `NEW.name = 'reservations.reservation.changed' AND random() < 0.2` },
    { table: 'reservations.outbox', change: 'INSERT', when: `NEW.name = 'reservations.fee.due' AND random() < 0.3` },
    { table: 'reservations.outbox', change: 'INSERT', when: `NEW.name = 'reservations.reminder.due' AND random() < 0.3` },
  ] as const
  for (const each of gates) {
    await using gate = await closeGate(box.database, each)
    await using doomed = start()
    // By chance one round may meet no gate: then all of its kind is done.
    await until(async () => (await gate.waiting()) > 0 || (await open()) === 0, PATIENT)
    await doomed.kill()
  }
  async function open(): Promise<number> {
    const { rows } = await sql<{ open: number }>`SELECT count(*)::int AS open FROM reservation
      WHERE id = ANY (${slots.unused}::uuid[]) AND state <> 'NO_SHOW'
        OR id = ANY (${slots.broken}::uuid[]) AND reason IS NULL
        OR id = ANY (${slots.coming}::uuid[]) AND (reminded_for IS NULL OR charger <> 'ASKED')`.execute(box.db)
    return rows[0]?.open ?? 0
  }
  await using _one = start()
  await using _two = start()
  await until(async () => (await open()) === 0, PATIENT)
  const saidOf = async (id: string) => {
    const rows = await box.db
      .selectFrom('outbox')
      .select(['name', 'data'])
      .where('aggregate_id', '=', id)
      .orderBy('position')
      .execute()
    const short = (name: string) => name.replace('reservations.', '')
    return rows.map(({ name, data }) => {
      const { state, reason } = data as { state?: string; reason?: string | null }
      return [short(name), state, reason].filter((word) => word != null).join(' ')
    })
  }
  for (const id of slots.unused) {
    const said = await saidOf(id)
    expect(said.filter((word) => word === 'fee.due')).toHaveLength(1)
    expect(said.filter((word) => word === 'reservation.changed NO_SHOW')).toHaveLength(1)
    expect(said.filter((word) => word === 'reservation.changed ACTIVE')).toHaveLength(1)
  }
  for (const id of slots.broken) expect(await saidOf(id)).toEqual(['reservation.changed RESERVED MOVED'])
  for (const id of slots.coming) expect((await saidOf(id)).toSorted()).toEqual(['charger.asked', 'reminder.due'])
  const fees = await box.db.selectFrom('fee').select(['reservation_id', 'version']).execute()
  expect(fees.map((fee) => fee.reservation_id).toSorted()).toEqual(slots.unused.toSorted())
}, 300_000)
