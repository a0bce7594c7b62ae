import { sql } from 'kysely'
import pg from 'pg'
import { connect } from '../db/connect.ts'
import { createLog } from '../lib/log.ts'
import { findLastReading } from '../subgraphs/odometer/reading.queries.ts'
import type { OdometerTables } from '../subgraphs/odometer/tables.ts'
import { twinsOf } from '../subgraphs/odometer/deciding/twins.ts'
import { quantile } from './bridge/world.ts'
import { benchDatabase } from './database.ts'

const READINGS = Number(process.env['READINGS'] ?? 1_000_000)
const EACH = 20
const ASKED = 400

/**
 * `npm run bench -- twins`: the search for strangers' vehicles with the same odometer, as it is done for each reading in its transaction, among a million
 * readings: 50,000 vehicles, read every other day for forty days, anywhere between 0 and 150,000 km.
 */
export async function run(): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const { adminUrl, urlOf } = await benchDatabase(stack, 'twins')
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  stack.defer(() => admin.end())
  await admin.query('SET search_path TO odometer')
  await addReadings(admin)
  const db = connect<OdometerTables>({ url: urlOf('odometer'), schema: 'odometer', log: createLog('bench', { level: 'silent' }) })
  stack.defer(() => db.destroy())
  const { rows: vehicles } = await sql<{ id: string; user_id: string }>`
    SELECT id, user_id FROM vehicle ORDER BY md5(id::text) LIMIT ${ASKED}`.execute(db)
  console.log('| kilometres since the last reading | median ms | p99 ms | most ms |\n|---|---|---|---|')
  for (const km of [60, 400, 2_000]) {
    const times: number[] = []
    for (const { id, user_id: userId } of vehicles) {
      const last = await findLastReading(db, id)
      if (!last) throw new Error('There is no reading.')
      const takenAt = new Date(last.taken_at.getTime() + 2 * 86_400_000)
      const begun = performance.now()
      await db
        .transaction()
        .execute((trx) => twinsOf(trx, { userId, vehicleId: id, readingM: last.reading_m + km * 1_000, takenAt, last }))
      times.push(performance.now() - begun)
    }
    const ms = (share: number) => quantile(times, share).toFixed(1)
    console.log(`| ${km} | ${ms(0.5)} | **${ms(0.99)}** | ${ms(1)} |`)
  }
}

/** Each vehicle's readings lie all over the table, as they come. Without triggers and constraints, which would take longer than all the rest. */
async function addReadings(admin: pg.Client): Promise<void> {
  await admin.query('SET session_replication_role = replica')
  await admin.query(`INSERT INTO vehicle (id, user_id) SELECT uuidv7(), uuidv7() FROM generate_series(1, ${READINGS / EACH})`)
  await admin.query(`
    CREATE TEMP TABLE way AS SELECT *, sum(step) OVER (PARTITION BY vehicle_id ORDER BY number) AS reading_m FROM (
      SELECT vehicle.id AS vehicle_id, vehicle.user_id, number,
        CASE number WHEN 1 THEN floor(random() * 150000) ELSE 1 + floor(-60 * ln(1 - random())) END::bigint * 1000 AS step,
        now() - make_interval(days => 40 - 2 * number, secs => floor(random() * 86400)) AS taken_at
      FROM vehicle, generate_series(1, ${EACH}) AS number) AS steps`)
  await admin.query(`
    INSERT INTO reading (id, upload_id, photo_id, user_id, vehicle_id, number, instrument, value, unit, tenths, dropped_m, reading_m, distance_m, taken_at,
      previous_number, previous_instrument, previous_m, previous_dropped_m, previous_taken_at)
    SELECT uuidv7(), uuidv7(), uuidv7(), user_id, vehicle_id, number, 1, reading_m / 1000, 'KM', false, 0, reading_m, CASE number WHEN 1 THEN 0 ELSE step END,
      taken_at, lag(number) OVER mine, lag(1) OVER mine, lag(reading_m) OVER mine, lag(0) OVER mine, lag(taken_at) OVER mine
    FROM way WINDOW mine AS (PARTITION BY vehicle_id ORDER BY number) ORDER BY random()`)
  await admin.query('VACUUM ANALYZE vehicle, reading')
}
