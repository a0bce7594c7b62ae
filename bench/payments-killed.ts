import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { admin } from '../test/caller.ts'
import { until } from '../test/until.ts'
import { PATIENT, prepare, type Wants } from './payments/wants.ts'
import { openWorld } from './payments/world.ts'

const BLOCKED_HERE = 4711
const KINDS = 'CAPTURE, CHARGE, PAY_OUT, REFUND'
const [NONE, ONCE] = ['0, 0, 0, 0', '1, 1, 1, 1']

/** Payments is killed with -9 at each step of a capture, a refund, a payout and a top-up, and another process goes on. */
export async function run(): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const world = await openWorld(stack)
  const connect = async () => {
    const client = new pg.Client({ connectionString: world.adminUrl, options: '-c search_path=payments' })
    await client.connect()
    stack.defer(() => client.end())
    return client
  }
  const [database, holding] = [await connect(), await connect()]
  await database.query(`CREATE FUNCTION wait_here() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN PERFORM pg_advisory_xact_lock_shared(${BLOCKED_HERE}); RETURN NEW; END $$`)
  const waiting = async () =>
    Number(
      (
        await database.query<{ count: string }>(
          `SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = ${BLOCKED_HERE} AND NOT granted`,
        )
      ).rows[0]?.count,
    )
  const stopAt = async (event: 'INSERT' | 'UPDATE') => {
    await holding.query(`SELECT pg_advisory_lock(${BLOCKED_HERE})`)
    await database.query(`CREATE TRIGGER wait_here BEFORE ${event} ON operation FOR EACH ROW EXECUTE FUNCTION wait_here()`)
  }
  const goOn = async () => {
    await holding.query(`SELECT pg_advisory_unlock(${BLOCKED_HERE})`)
    await database.query('DROP TRIGGER wait_here ON operation')
  }
  /** Each begins what is wanted, kills the process at the step, and gives what still waits for an answer. */
  const STEPS: Record<string, (wants: Wants) => Promise<{ begun: Promise<unknown> }>> = {
    'before the intent is written': async (wants) => {
      await stopAt('INSERT')
      const begun = wants.begin()
      await until(async () => (await waiting()) >= 4, PATIENT)
      await world.kill()
      if ((await wants.wanted()).length > 0) throw new Error('an intent was there')
      await goOn()
      return { begun }
    },
    'after the intent, before the call': async (wants) => {
      await stopAt('UPDATE')
      const begun = wants.begin()
      await until(async () => (await wants.wanted()).join(', ') === KINDS && (await waiting()) > 0, PATIENT)
      await world.kill()
      if ((await wants.done()) !== NONE) throw new Error('Stripe was called')
      await goOn()
      return { begun }
    },
    'after the call, before the note': async (wants) => {
      world.stripe.control.fault({ kind: 'SLOW', times: 4, ms: 3_600_000 })
      const begun = wants.begin()
      await until(async () => (await wants.done()) === ONCE, PATIENT)
      if ((await wants.settled()).noted) throw new Error('it was noted')
      await world.kill()
      return { begun }
    },
    'after the note, before the event': async (wants) => {
      // Whoever has this lock says what is in the outbox.
      const got = holding.query(`SELECT pg_advisory_lock(hashtext('outbox payments'))`)
      await world.kill()
      await got
      const begun = wants.begin()
      await until(async () => (await wants.settled()).noted, PATIENT)
      await world.kill()
      if ((await wants.settled()).unsaid === 0) throw new Error('it was said')
      await holding.query(`SELECT pg_advisory_unlock(hashtext('outbox payments'))`)
      return { begun }
    },
    'the database is away for 10 s instead': async (wants) => {
      world.stripe.control.fault({ kind: 'SLOW', times: 4, ms: 2_000 })
      const begun = wants.begin()
      await until(async () => (await wants.wanted()).join(', ') === KINDS, PATIENT)
      await database.query('ALTER ROLE evergraph_payments NOLOGIN')
      await database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'evergraph_payments'`)
      await wait(10_000)
      await database.query('ALTER ROLE evergraph_payments LOGIN')
      return { begun }
    },
  }
  console.log('| killed | captures, refunds, payouts, top-ups at Stripe | s until all is noted and said |\n|---|---|---|')
  for (const [name, stop] of Object.entries(STEPS)) {
    const wants = await prepare(world, database)
    const { begun } = await stop(wants)
    const killed = performance.now()
    await begun
    await until(async () => {
      const { noted, unsaid } = await wants.settled()
      return noted && unsaid === 0
    }, PATIENT)
    console.log(`| ${name} | ${await wants.done()} | ${((performance.now() - killed) / 1_000).toFixed(1)} |`)
  }
  const RECONCILE = 'mutation { reconcile(input: { provider: STRIPE }) { done } }'
  await world.ask(admin, RECONCILE, {})
  await until(async () => (await database.query(`SELECT FROM reconciliation_run WHERE state = 'RUNNING'`)).rowCount === 0, PATIENT)
  const { rows } = await database.query<{ count: string }>('SELECT count(*) FROM mismatch')
  console.log(`\n${rows[0]?.count} mismatches.`)
}
