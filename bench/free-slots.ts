import { sql } from 'kysely'
import pg from 'pg'
import { connect } from '../db/connect.ts'
import { createLog } from '../lib/log.ts'
import { freeSlots } from '../subgraphs/reservations/calendar/calendar.queries.ts'
import type { ReservationsTables } from '../subgraphs/reservations/tables.ts'
import { DEFAULT_TERMS } from '../subgraphs/reservations/terms/terms.ts'
import { quantile } from './bridge/world.ts'
import { benchDatabase } from './database.ts'

const STATIONS = Number(process.env['STATIONS'] ?? 400)
const EVSES = 50
/** Slots of an hour, one every 80 minutes, from tomorrow on. */
const PER_EVSE = 50
const ASKED = 500
/** The reference takes long; a few are enough for a median. */
const REFERENCE = 20
const GOAL_MS = 20
const log = createLog('bench', { level: 'silent' })

/**
 * The free slots of a day at a station of 50 EVSEs, among a million bookings, three of four hours of each EVSE taken. Beside it the plain query
 * in the same database: for each start and each EVSE whether there is a booking in the way. Both find the same.
 */
export async function run(): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const { urlOf, adminUrl } = await benchDatabase(stack, 'slots')
  const db = stack.adopt(
    connect<ReservationsTables>({ url: urlOf('reservations'), schema: 'reservations', log, max: 2 }),
    (opened) => opened.destroy(),
  )
  const admin = stack.adopt(new pg.Client({ connectionString: adminUrl, options: '-c search_path=reservations' }), (client) =>
    client.end(),
  )
  await admin.connect()
  await admin.query(`INSERT INTO station (id, operator_id, name, time_zone, private, guests, said)
    SELECT gen_random_uuid(), gen_random_uuid(), 'S', 'UTC', false, '{}', 0 FROM generate_series(1, ${STATIONS})`)
  await admin.query(`INSERT INTO evse (id, station_id, number, max_power_w, retired)
    SELECT gen_random_uuid(), id, n, 50000, false FROM station, generate_series(1, ${EVSES}) AS n`)
  await admin.query(
    `INSERT INTO connector (id, evse_id, number, max_power_w, retired) SELECT gen_random_uuid(), id, 1, 50000, false FROM evse`,
  )
  await admin.query(`INSERT INTO reservation (id, kind, state, station_id, evse_id, connector_id, operator_id, user_id, during, starts_at, ends_at)
    SELECT gen_random_uuid(), 'BOOKING', 'RESERVED', evse.station_id, evse.id, connector.id, gen_random_uuid(), gen_random_uuid(),
      tstzrange(at, at + interval '1 hour'), at, at + interval '1 hour'
    FROM evse JOIN connector ON connector.evse_id = evse.id, generate_series(0, ${PER_EVSE - 1}) AS n,
      LATERAL (SELECT date_trunc('day', now(), 'UTC') + interval '1 day' + (n * 80 + (evse.number % 5) * 15) * interval '1 minute') AS start (at)
    ORDER BY random()`)
  await admin.query('VACUUM ANALYZE reservation, evse, connector, station')
  const { rows: stations } = await admin.query<{ id: string }>('SELECT id FROM station ORDER BY id')
  const { rows: counted } = await admin.query<{ n: string }>('SELECT count(*) AS n FROM reservation')
  const midnight = new Date(new Date().setUTCHours(0, 0, 0, 0))
  const dayOf = (i: number) => {
    const from = new Date(midnight.getTime() + (1 + (i % 2)) * 86_400_000)
    return { from, until: new Date(from.getTime() + 86_400_000) }
  }
  const stationOf = (i: number) => stations[(i * 7) % stations.length]?.id ?? ''
  const ours = (i: number, keptFree = 0) =>
    freeSlots(db, { stationId: stationOf(i), ...dayOf(i), minutes: 15, minPowerW: 0, terms: { ...DEFAULT_TERMS, keptFree } })
  const plain = async (i: number) => {
    const { from, until } = dayOf(i)
    const { rows } = await sql<{ starts_at: Date; evses: number }>`SELECT at AS starts_at, count(*)::int AS evses
      FROM generate_series(${from}::timestamptz, ${until}::timestamptz - interval '1 second', interval '15 minutes') AS at,
        evse WHERE evse.station_id = ${stationOf(i)} AND NOT EXISTS (SELECT FROM reservation WHERE reservation.evse_id = evse.id
          AND reservation.state IN ('PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED') AND during && tstzrange(at, at + interval '15 minutes'))
      GROUP BY at ORDER BY at`.execute(db)
    return rows
  }
  for (let i = 0; i < 3; i++) {
    const [mine, theirs] = [await ours(i), await plain(i)]
    const shape = (rows: { starts_at: Date; evses: number }[]) =>
      JSON.stringify(rows.map(({ starts_at, evses }) => [starts_at, evses]))
    if (mine.length === 0 || shape(mine) !== shape(theirs)) throw new Error('The plain query finds other slots.')
  }
  const timed = async (count: number, work: (i: number) => Promise<unknown>) => {
    const times: number[] = []
    for (let i = 0; i < count; i++) {
      const begun = performance.now()
      await work(i)
      times.push(performance.now() - begun)
    }
    return times
  }
  for (let i = 0; i < 50; i++) await ours(i)
  const [mine, kept, theirs] = [
    await timed(ASKED, (i) => ours(i)),
    await timed(ASKED, (i) => ours(i, 10)),
    await timed(REFERENCE, plain),
  ]
  console.log(
    `${Number(counted[0]?.n).toLocaleString('en')} bookings, ${EVSES} EVSEs a station, ${ASKED} asked, goal: p99 of ${GOAL_MS} ms\n`,
  )
  console.log('| asked | p50 ms | p99 ms |')
  console.log('|---|---|---|')
  const line = (what: string, times: number[]) =>
    console.log(`| ${what} | ${quantile(times, 0.5).toFixed(1)} | **${quantile(times, 0.99).toFixed(1)}** |`)
  line('free slots of a day', mine)
  line('the same, ten EVSEs kept free', kept)
  line('the plain query', theirs)
}
