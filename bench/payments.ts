import pg from 'pg'
import { newId } from '../lib/id.ts'
import { admin } from '../test/caller.ts'
import { until } from '../test/until.ts'
import {
  block,
  HOLD_MINOR,
  newDriver,
  openPlace,
  recordOf,
  startOf,
  type Billed,
  type Driver,
  type Place,
} from './payments/session.ts'
import { openWorld, type World } from './payments/world.ts'

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 20)
const SESSIONS = Number(process.env['BENCH_SESSIONS'] ?? 200)
/** How many sessions go on at once. */
const AT_ONCE = 40
const TIMED = 200
const PATIENCE_MS = 900_000

/**
 * Rounds of sessions from hold to paid bill, against a counterpart of Stripe that loses answers and sends hooks twice, late and before the
 * answer, while the process of payments is killed again and again. Afterwards the books are held against each other. Before that, in
 * quiet: the time from a record to the paid bill.
 */
export async function run(): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const world = await openWorld(stack)
  const database = new pg.Client({ connectionString: world.adminUrl, options: '-c search_path=payments' })
  await database.connect()
  stack.defer(() => database.end())
  const place = await openPlace(world)
  const drivers = await each(Array.from({ length: SESSIONS }), () => newDriver(world))

  const times = await timed(world, database, place, drivers)
  console.log('| from a record to its paid bill | p50 ms | p99 ms |\n|---|---|---|')
  console.log(
    `| ${TIMED} one after the other, capture at a counterpart on this machine | ${at(times, 0.5)} | ${at(times, 0.99)} |\n`,
  )

  const { control } = world.stripe
  const often = { probability: 0.1, times: Number.MAX_SAFE_INTEGER }
  control.fault({ kind: 'LOST', ...often })
  control.hooks({ twice: 0.3, late: 0.3, lateMs: 2_000, early: 0.5 })
  const billed: Billed[] = []
  console.log(
    '| round | sessions | kills | s | captured = bills less what is given up | another sum than the bill | mismatches |\n|---|---|---|---|---|---|---|',
  )
  for (let round = 1; round <= ROUNDS; round++) {
    const began = performance.now()
    let over = false
    const killing = kill(world, () => over)
    billed.push(...(await each(drivers, (driver) => charge(world, driver, place))))
    over = true
    await killing
    await quiet(database)
    const { captured, bills, double } = await compare(world, database, billed)
    const mismatches = await reconcile(world, database)
    const seconds = ((performance.now() - began) / 1_000).toFixed(0)
    const same = captured === bills ? `yes, ${captured}` : `NO: ${captured} against ${bills}`
    console.log(`| ${round} | ${billed.length} | ${world.kills()} | ${seconds} | ${same} | ${double} | ${mismatches} |`)
  }
}

/** One session: blocked, begun, and then billed, corrected, never begun, or for more than was blocked. */
async function charge(world: World, driver: Driver, place: Place): Promise<Billed> {
  const holdId = await block(world, driver, place)
  const sessionId = newId()
  await world.tell('charging.start.requested', sessionId, startOf(driver, place, sessionId, holdId))
  const kind = Math.random()
  if (kind < 0.1) {
    const failed = { sessionId, userId: driver.caller.userId, holdId, failure: 'TIMEOUT' }
    await world.tell('charging.session.failed', sessionId, failed)
    return { sessionId, totalMinor: 0 }
  }
  const first = kind < 0.15 ? 0 : Math.ceil(Math.random() * HOLD_MINOR * 1.5)
  const record = recordOf(driver, place, sessionId, first)
  await world.tell('charging.cdr.issued', sessionId, record)
  if (kind < 0.8) return { sessionId, totalMinor: first }
  const corrected = Math.ceil(Math.random() * HOLD_MINOR * 1.5)
  await world.tell('charging.cdr.issued', sessionId, recordOf(driver, place, sessionId, -first, record.cdrId))
  await world.tell('charging.cdr.issued', sessionId, recordOf(driver, place, sessionId, corrected))
  return { sessionId, totalMinor: corrected }
}

async function timed(world: World, database: pg.Client, place: Place, drivers: readonly Driver[]): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < TIMED; i++) {
    const driver = drivers[i % drivers.length]
    if (!driver) throw new Error('no driver')
    const holdId = await block(world, driver, place)
    const sessionId = newId()
    await world.tell('charging.start.requested', sessionId, startOf(driver, place, sessionId, holdId))
    const began = performance.now()
    await world.tell('charging.cdr.issued', sessionId, recordOf(driver, place, sessionId, 1_234))
    const paid = async () =>
      (await database.query(`SELECT FROM bill WHERE subject_id = $1 AND state = 'PAID'`, [sessionId])).rowCount === 1
    while (!(await paid())) await new Promise((resolve) => setTimeout(resolve, 2))
    times.push(performance.now() - began)
  }
  return times.toSorted((a, b) => a - b)
}

/** Kills payments at moments of no plan. It lives at least as long as it took to start: a busy machine would else do nothing but start it. */
async function kill(world: World, over: () => boolean): Promise<void> {
  let startedMs = 0
  while (!over()) {
    await new Promise((resolve) => setTimeout(resolve, startedMs + 1_000 + Math.random() * 3_000))
    if (over()) return
    const began = performance.now()
    await world.kill()
    startedMs = performance.now() - began
  }
}

/** Nothing is under way any more. */
async function quiet(database: pg.Client): Promise<void> {
  const left = `SELECT (SELECT count(*) FROM operation WHERE state = 'OPEN') + (SELECT count(*) FROM provider_event WHERE looked_at IS NULL)
    + (SELECT count(*) FROM bill WHERE state IN ('OPEN', 'PAYING')) + (SELECT count(*) FROM refund WHERE state IN ('REQUESTED', 'PENDING'))
    + (SELECT count(*) FROM hold WHERE state IN ('CAPTURING', 'RELEASING')) AS left`
  await until(async () => Number((await database.query<{ left: string }>(left)).rows[0]?.left) === 0, { timeoutMs: PATIENCE_MS })
}

/** What Stripe has taken and kept, what the bills say, and how many sessions were paid with another sum than theirs. */
async function compare(world: World, database: pg.Client, billed: readonly Billed[]) {
  const payments = await database.query<{ external_id: string; session: string | null }>(
    'SELECT p.external_id, b.subject_id AS session FROM payment p LEFT JOIN bill b ON b.id = p.bill_id',
  )
  const kept = keptOf(world)
  const bySession = new Map<string, number>()
  for (const { external_id: id, session } of payments.rows)
    bySession.set(session ?? id, (bySession.get(session ?? id) ?? 0) + (kept.get(id) ?? 0))
  const timedMinor = TIMED * 1_234
  const captured = kept.values().reduce((all, minor) => all + minor, 0) - timedMinor
  // A rest that is less than a provider takes is given up.
  const given = await database.query<{ session: string; minor: string }>(
    'SELECT subject_id AS session, written_off_minor AS minor FROM bill WHERE written_off_minor > 0',
  )
  const givenUp = new Map(given.rows.map(({ session, minor }) => [session, Number(minor)]))
  const wanted = ({ sessionId, totalMinor }: Billed) => totalMinor - (givenUp.get(sessionId) ?? 0)
  const bills = billed.reduce((all, one) => all + wanted(one), 0)
  const double = billed.filter((one) => (bySession.get(one.sessionId) ?? 0) !== wanted(one)).length
  return { captured, bills, double }
}

/** What Stripe has of each payment in the end. A charge's `amount_refunded` also counts what was never captured, so refunds are added up. */
function keptOf({ stripe: { control } }: World): Map<string, number> {
  const kept = new Map<string, number>()
  const add = (of: object, minor: unknown) => {
    const { payment_intent: id } = of as { payment_intent: string }
    kept.set(id, (kept.get(id) ?? 0) + Number(minor))
  }
  for (const charge of control.objects('charge')) if ('amount_captured' in charge) add(charge, charge.amount_captured)
  for (const refund of control.objects('refund'))
    if ('amount' in refund && 'status' in refund && refund.status === 'succeeded') add(refund, -refund.amount)
  return kept
}

const RECONCILE = 'mutation ($input: ReconcileInput!) { reconcile(input: $input) { id done } }'

async function reconcile(world: World, database: pg.Client): Promise<number> {
  const { errors } = await world.ask(admin, RECONCILE, { input: { provider: 'STRIPE' } })
  if (errors) throw new Error(JSON.stringify(errors))
  const running = `SELECT FROM reconciliation_run WHERE state = 'RUNNING'`
  await until(async () => (await database.query(running)).rowCount === 0, { timeoutMs: PATIENCE_MS })
  return Number((await database.query<{ count: string }>('SELECT count(*) FROM mismatch WHERE resolved_at IS NULL')).rows[0]?.count)
}

/** Does something for each, so many at once. */
async function each<From, To>(list: readonly From[], work: (one: From) => Promise<To>): Promise<To[]> {
  const done: To[] = []
  const rest = list.entries()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const [index, one] of rest) done[index] = await work(one)
    }),
  )
  return done
}

const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0)
