import { sql, type RawBuilder } from 'kysely'
import pg from 'pg'
import { connect } from '../db/connect.ts'
import { createLog } from '../lib/log.ts'
import { freeSlotsOf } from '../subgraphs/reservations/calendar/calendar.queries.ts'
import type { Db, ReservationsTables } from '../subgraphs/reservations/tables.ts'
import { DEFAULT_TERMS } from '../subgraphs/reservations/terms/terms.ts'
import { quantile } from './bridge/world.ts'
import { benchDatabase } from './database.ts'

const STATIONS = Number(process.env['STATIONS'] ?? 400)
const FEW_STATIONS = 4
const EVSES = 50
/** Slots of an hour, one every 80 minutes, from tomorrow on: they reach over two midnights. */
const PER_EVSE = 50
const DAYS = 2
const ASKED = 500
/** The plain query takes long; a few are enough for a median. */
const PLAIN = 20
const KEPT_FREE = 5
const GOAL_MS = 20
const DAY_MS = 86_400_000

/**
 * The free slots of a day at a station of 50 EVSEs, three of four hours of each EVSE taken: among 10,000 bookings, then among a million in the
 * same database. Each question is another station or day. The plain query beside it looks for each start and each EVSE whether there is a booking
 * in the way. Both find the same.
 */
export async function run(): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const { urlOf, adminUrl } = await benchDatabase(stack, 'slots')
  const admin = stack.adopt(new pg.Client({ connectionString: adminUrl, options: '-c search_path=reservations' }), (client) =>
    client.end(),
  )
  await admin.connect()
  const db = stack.adopt(
    connect<ReservationsTables>({
      url: urlOf('reservations'),
      schema: 'reservations',
      log: createLog('bench', { level: 'silent' }),
      max: 1,
    }),
    (opened) => opened.destroy(),
  )
  await addStations(admin)

  const fewBookings = FEW_STATIONS * EVSES * PER_EVSE
  const { ms: booking } = await step(`${fewBookings} bookings, each checked`, () => book(admin, 0, FEW_STATIONS))
  const few = await timesOf(db, ASKED, await asking(db, admin, FEW_STATIONS, ours))
  await step('the others, checked all at once', () => withoutIndexes(admin, () => book(admin, FEW_STATIONS, STATIONS)))
  const many = await timesOf(db, ASKED, await asking(db, admin, STATIONS, ours))
  const kept = await timesOf(db, ASKED, await asking(db, admin, STATIONS, (question) => ours(question, KEPT_FREE)))
  const plainly = await timesOf(db, PLAIN, await asking(db, admin, STATIONS, plain))
  const { rows: counted } = await admin.query<{ n: number }>('SELECT count(*)::int AS n FROM reservation')

  console.log(
    `${counted[0]?.n.toLocaleString('en')} bookings, ${EVSES} EVSEs a station, ${ASKED} asked, goal: p99 of ${GOAL_MS} ms in the database.`,
  )
  console.log(`A booking was written in ${(booking / fewBookings).toFixed(2)} ms.\n`)
  console.log('| asked | in the database, ms: p50 | p95 | p99 | client, ms: p50 | p99 | pages read: p50 | p99 |')
  console.log('|---|---|---|---|---|---|---|---|')
  printTimes(`among ${fewBookings.toLocaleString('en')} bookings`, few)
  printTimes('free slots of a day', many)
  printTimes(`the same, ${KEPT_FREE} EVSEs kept free`, kept)
  printTimes('the plain query', plainly)
  const ratio = (over: Times, under: Times) => (quantile(over.server, 0.5) / quantile(under.server, 0.5)).toFixed(1)
  console.log(`\nMedians: among all ÷ among few ${ratio(many, few)}, plain ÷ ours **${ratio(plainly, many)}**.`)
}

interface Times {
  /** What the server says that it took, without the planning. */
  server: number[]
  /** From the question to the rows. */
  client: number[]
  /** Pages of 8 KiB. */
  pages: number[]
}

interface Question {
  stationId: string
  from: Date
  until: Date
}

/** Gives the statement of each question: another station, and when all were asked for, another day. */
async function asking(db: Db, admin: pg.Client, count: number, statement: (question: Question) => RawBuilder<unknown>) {
  const { rows: stations } = await admin.query<{ id: string }>('SELECT id FROM station ORDER BY name::int LIMIT $1', [count])
  const ask = (i: number): Question => {
    const from = new Date(new Date().setUTCHours(0, 0, 0, 0) + (1 + (Math.floor(i / count) % DAYS)) * DAY_MS)
    return { stationId: stations[i % count]?.id ?? '', from, until: new Date(from.getTime() + DAY_MS) }
  }
  for (let i = 0; i < 3; i++) await compare(db, ask(i * 7))
  return (i: number) => statement(ask(i))
}

async function timesOf(db: Db, count: number, statement: (i: number) => RawBuilder<unknown>): Promise<Times> {
  console.error(`asking ${count} times thrice`)
  const times: Times = { server: [], client: [], pages: [] }
  // Warm: all that is asked was asked before.
  for (let i = 0; i < count; i++) await statement(i).execute(db)
  for (let i = 0; i < count; i++) {
    const begun = performance.now()
    await statement(i).execute(db)
    times.client.push(performance.now() - begun)
  }
  for (let i = 0; i < count; i++) {
    const { rows } = await sql<Explained>`EXPLAIN (ANALYZE, TIMING OFF, BUFFERS, FORMAT JSON) ${statement(i)}`.execute(db)
    const [explained] = rows[0]?.['QUERY PLAN'] ?? []
    if (!explained) throw new Error('The server explains nothing.')
    times.server.push(explained['Execution Time'])
    times.pages.push(explained.Plan['Shared Hit Blocks'] + explained.Plan['Shared Read Blocks'])
  }
  return times
}

interface Explained {
  'QUERY PLAN': { 'Execution Time': number; Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }[]
}

const ours = (question: Question, keptFree = 0) =>
  freeSlotsOf({ ...question, minutes: 15, minPowerW: 0, terms: { ...DEFAULT_TERMS, keptFree } })

const plain = ({ stationId, from, until }: Question) => sql<{ starts_at: Date; evses: number }>`
  SELECT at AS starts_at, count(*)::int AS evses
  FROM generate_series(${from}::timestamptz, ${until}::timestamptz - interval '1 second', interval '15 minutes') AS at,
    evse WHERE evse.station_id = ${stationId} AND NOT EXISTS (SELECT FROM reservation WHERE reservation.evse_id = evse.id
      AND reservation.state IN ('PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED') AND during && tstzrange(at, at + interval '15 minutes'))
  GROUP BY at ORDER BY at`

async function compare(db: Db, question: Question): Promise<void> {
  const shape = (rows: { starts_at: Date; evses: number }[]) =>
    JSON.stringify(rows.map(({ starts_at, evses }) => [starts_at, evses]))
  const [mine, theirs] = [await ours(question).execute(db), await plain(question).execute(db)]
  if (mine.rows.length === 0 || shape(mine.rows) !== shape(theirs.rows)) throw new Error('The plain query finds other slots.')
}

async function addStations(admin: pg.Client): Promise<void> {
  await admin.query(`INSERT INTO station (id, operator_id, name, time_zone, private, guests, said)
    SELECT uuidv7(), uuidv7(), n, 'UTC', false, '{}', 0 FROM generate_series(1, ${STATIONS}) AS n`)
  await admin.query(`INSERT INTO evse (id, station_id, number, max_power_w, retired)
    SELECT uuidv7(), id, n, 50000, false FROM station, generate_series(1, ${EVSES}) AS n`)
  await admin.query(
    'INSERT INTO connector (id, evse_id, number, max_power_w, retired) SELECT uuidv7(), id, 1, 50000, false FROM evse',
  )
  await admin.query('VACUUM ANALYZE station, evse, connector')
}

/** Books at the stations of these numbers, in no order: a station's bookings lie all over the table. */
async function book(admin: pg.Client, after: number, upTo: number): Promise<void> {
  await admin.query(`INSERT INTO reservation (id, kind, state, station_id, evse_id, connector_id, operator_id, user_id, during, starts_at, ends_at)
    SELECT uuidv7(), 'BOOKING', 'RESERVED', evse.station_id, evse.id, connector.id, station.operator_id, uuidv7(),
      tstzrange(at, at + interval '1 hour'), at, at + interval '1 hour'
    FROM station JOIN evse ON evse.station_id = station.id JOIN connector ON connector.evse_id = evse.id,
      generate_series(0, ${PER_EVSE - 1}) AS n,
      LATERAL (SELECT date_trunc('day', now(), 'UTC') + interval '1 day' + (n * 80 + (evse.number % 5) * 15) * interval '1 minute') AS start (at)
    WHERE station.name::int > ${after} AND station.name::int <= ${upTo} ORDER BY random()`)
  await admin.query('VACUUM ANALYZE reservation')
}

/**
 * Row by row, the two exclusions and the foreign keys of a million bookings take longer than all the rest. Here they are taken away, and the
 * exclusions and indexes made again of all rows, by their own definitions.
 */
async function withoutIndexes(admin: pg.Client, work: () => Promise<void>): Promise<void> {
  const { rows: indexes } = await admin.query<{ name: string; made: string; exclusion: string | null }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS made, pg_get_constraintdef(c.oid) AS exclusion
     FROM pg_index LEFT JOIN pg_constraint c ON c.conindid = indexrelid AND c.conrelid = indrelid
     WHERE indrelid = 'reservation'::regclass AND NOT indisprimary`,
  )
  await admin.query(`SET session_replication_role = replica; SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'`)
  for (const { name, exclusion } of indexes)
    await admin.query(exclusion === null ? `DROP INDEX ${name}` : `ALTER TABLE reservation DROP CONSTRAINT ${name}`)
  await work()
  for (const { name, made, exclusion } of indexes)
    await step(name, () => admin.query(exclusion === null ? made : `ALTER TABLE reservation ADD CONSTRAINT ${name} ${exclusion}`))
  await admin.query('VACUUM ANALYZE reservation')
}

/** Says to stderr how long something took. */
async function step<T>(what: string, work: () => Promise<T>): Promise<{ found: T; ms: number }> {
  const begun = performance.now()
  const found = await work()
  const ms = performance.now() - begun
  console.error(`${what}: ${(ms / 1_000).toFixed(1)} s`)
  return { found, ms }
}

function printTimes(what: string, { server, client, pages }: Times): void {
  const ms = (times: number[], share: number) => quantile(times, share).toFixed(1)
  const [median, worst] = [quantile(pages, 0.5), quantile(pages, 0.99)]
  console.log(
    `| ${what} | ${ms(server, 0.5)} | ${ms(server, 0.95)} | **${ms(server, 0.99)}** | ${ms(client, 0.5)} | ${ms(client, 0.99)} | ${median} | ${worst} |`,
  )
}
