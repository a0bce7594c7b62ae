import { newUser } from '../test/caller.ts'
import { ahead, codeOf, testBookings } from '../subgraphs/reservations/booking/booking.fixture.ts'
import { quantile } from './bridge/world.ts'

const DRIVERS = 200
const SLOTS = 20
const ROUNDS = Number(process.env['ROUNDS'] ?? 10)

/**
 * 200 drivers at once want one of 20 EVSEs for the same hour, through the graph: exactly 20 have one, the others are told so, and nobody waits in
 * a deadlock. Half of the rounds keep four EVSEs free: then 16 have one.
 */
export async function run(): Promise<void> {
  await using box = await testBookings()
  console.log(`${DRIVERS} drivers at once, ${SLOTS} EVSEs, ${ROUNDS} rounds\n`)
  console.log('| kept free | booked | SLOT_TAKEN | other | all told after ms | p50 ms | p95 ms |')
  console.log('|---|---|---|---|---|---|---|')
  for (let round = 0; round < ROUNDS; round++) {
    const keptFree = round % 2 === 0 ? 0 : 4
    const station = await box.open(SLOTS, { keptFree })
    const times: number[] = []
    const begun = performance.now()
    const codes = await Promise.all(
      Array.from({ length: DRIVERS }, async () => {
        const code = codeOf(await box.book(newUser(), { stationId: station.id, startsAt: ahead() }))
        times.push(performance.now() - begun)
        return code
      }),
    )
    const wall = performance.now() - begun
    const count = (wanted: string | undefined) => codes.filter((code) => code === wanted).length
    const [booked, taken] = [count(undefined), count('SLOT_TAKEN')]
    const { rows } = await overlaps(box)
    console.log(
      `| ${keptFree} | ${booked} | ${taken} | ${DRIVERS - booked - taken} | ${wall.toFixed(0)} | ${quantile(times, 0.5).toFixed(0)} | ${quantile(times, 0.95).toFixed(0)} |`,
    )
    if (booked !== SLOTS - keptFree || taken !== DRIVERS - booked || rows > 0) throw new Error('That is not what was to be.')
  }
}

/** Slots of one EVSE that overlap, counted without the constraint that forbids them. */
async function overlaps({ db }: Awaited<ReturnType<typeof testBookings>>): Promise<{ rows: number }> {
  const slots = await db
    .selectFrom('reservation')
    .select(['evse_id', 'starts_at', 'ends_at'])
    .where('state', '=', 'RESERVED')
    .execute()
  const rows = [...Map.groupBy(slots, ({ evse_id }) => evse_id).values()].filter((each) => {
    const sorted = each.toSorted((a, b) => a.starts_at.getTime() - b.starts_at.getTime())
    return sorted.some((slot, i) => i > 0 && slot.starts_at < (sorted[i - 1]?.ends_at ?? slot.starts_at))
  }).length
  return { rows }
}
