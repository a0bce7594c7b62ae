import { connect } from '../db/connect.ts'
import { createLocalBus } from '../lib/bus-local.ts'
import { newId } from '../lib/id.ts'
import { createLog } from '../lib/log.ts'
import { box } from '../subgraphs/reservations/box.ts'
import type { Db, ReservationsTables } from '../subgraphs/reservations/tables.ts'
import { callerPublicKeyPem, userCaller } from '../test/caller.ts'
import { ask } from '../test/subgraph.ts'
import { createTeller } from '../test/teller.ts'
import { quantile } from './bridge/world.ts'
import { benchDatabase } from './database.ts'

const DRIVERS = 200
const SLOTS = 20
const ROUNDS = Number(process.env['ROUNDS'] ?? 10)
const SAVE_TERMS = 'mutation ($input: SaveBookingTermsInput!) { saveBookingTerms(input: $input) { open } }'
const BOOK = 'mutation ($input: BookReservationInput!) { bookReservation(input: $input) { id } }'

/**
 * 200 drivers at once want one of 20 EVSEs for the same hour, through the graph: exactly 20 have one, the others are told so, and nobody waits in
 * a deadlock. Half of the rounds keep four EVSEs free: then 16 have one.
 */
export async function run(): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const { urlOf } = await benchDatabase(stack, 'booking')
  const bus = stack.use(createLocalBus())
  const config = box.config({ DATABASE_URL: urlOf('reservations'), CALLER_PUBLIC_KEY: callerPublicKeyPem })
  const app = stack.use(await box.open({ config, bus, log: createLog('bench', { level: 'silent' }) }))
  const graph = { name: 'reservations', fetch: app.fetch ?? (() => Promise.reject(new Error('it serves a graph'))) }
  const { tell } = createTeller(bus)
  const db = stack.adopt(
    connect<ReservationsTables>({
      url: urlOf('reservations'),
      schema: 'reservations',
      log: createLog('bench', { level: 'silent' }),
      max: 1,
    }),
    (opened) => opened.destroy(),
  )

  /** A station of so many EVSEs that its operator lets be booked. */
  async function openStation(keptFree: number): Promise<string> {
    const operator = userCaller(['OPERATOR'])
    const stationId = newId()
    await tell('stations.station.saved', stationId, {
      stationId,
      operatorId: operator.userId,
      identity: stationId,
      passwordHash: null,
      place: { latitude: 52, longitude: 5 },
      timeZone: 'UTC',
      evses: Array.from({ length: SLOTS }, (_, i) => ({
        evseId: newId(),
        number: i + 1,
        connectors: [{ connectorId: newId(), number: 1, maxPowerW: 50_000, tariffId: null }],
      })),
    })
    const input = { stationId, open: true, keptFree }
    const { errors } = await ask(graph, operator, SAVE_TERMS, { input })
    if (errors) throw new Error(JSON.stringify(errors))
    return stationId
  }

  console.log(`${DRIVERS} drivers at once, ${SLOTS} EVSEs, ${ROUNDS} rounds\n`)
  console.log('| kept free | booked | SLOT_TAKEN | other | all told after ms | p50 ms | p95 ms |')
  console.log('|---|---|---|---|---|---|---|')
  for (let round = 0; round < ROUNDS; round++) {
    const keptFree = round % 2 === 0 ? 0 : 4
    const stationId = await openStation(keptFree)
    const startsAt = new Date(Math.ceil(Date.now() / 3_600_000 + 2) * 3_600_000).toISOString()
    const times: number[] = []
    const begun = performance.now()
    const codes = await Promise.all(
      Array.from({ length: DRIVERS }, async () => {
        const input = { stationId, startsAt, minutes: 60, idempotencyKey: newId() }
        const { errors } = await ask(graph, userCaller(['DRIVER']), BOOK, { input })
        times.push(performance.now() - begun)
        return errors?.[0]?.extensions?.['code']
      }),
    )
    const wall = performance.now() - begun
    const count = (wanted: string | undefined) => codes.filter((code) => code === wanted).length
    const [booked, taken] = [count(undefined), count('SLOT_TAKEN')]
    console.log(
      `| ${keptFree} | ${booked} | ${taken} | ${DRIVERS - booked - taken} | ${wall.toFixed(0)} | ${quantile(times, 0.5).toFixed(0)} | ${quantile(times, 0.95).toFixed(0)} |`,
    )
    if (booked !== SLOTS - keptFree || taken !== DRIVERS - booked || (await overlaps(db)) > 0)
      throw new Error('That is not what was to be.')
  }
}

/** EVSEs with slots that overlap, counted without the constraint that forbids them. */
async function overlaps(db: Db): Promise<number> {
  const slots = await db
    .selectFrom('reservation')
    .select(['evse_id', 'starts_at', 'ends_at'])
    .where('state', '=', 'RESERVED')
    .execute()
  return [...Map.groupBy(slots, ({ evse_id }) => evse_id).values()].filter((each) => {
    const sorted = each.toSorted((a, b) => a.starts_at.getTime() - b.starts_at.getTime())
    return sorted.some((slot, i) => i > 0 && slot.starts_at < (sorted[i - 1]?.ends_at ?? slot.starts_at))
  }).length
}
