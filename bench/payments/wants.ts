import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { newId } from '../../lib/id.ts'
import { admin } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { block, newDriver, openPlace, recordOf, startOf } from './session.ts'
import type { World } from './world.ts'

export type Wants = Awaited<ReturnType<typeof prepare>>
export const PATIENT = { timeoutMs: 600_000 }
const [BILLED, TAKEN, BACK, TOPPED_UP] = [2_000, 1_500, 700, 1_000]

/** What is to happen, and has not: a session to be captured, a bill to be refunded in part, a payout to be approved, a wallet to be filled. */
export async function prepare(world: World, database: pg.Client) {
  const { tell, stripe } = world
  const place = await openPlace(world)
  const driver = await newDriver(world)
  const begin = async (at = place) => {
    const holdId = await block(world, driver, at)
    const sessionId = newId()
    await tell('charging.start.requested', sessionId, startOf(driver, at, sessionId, holdId))
    return sessionId
  }
  const rows = async <Row extends object>(text: string, values: unknown[]) => (await database.query<Row>(text, values)).rows
  const billOf = async (sessionId: string) =>
    (
      await rows<{ id: string; state: string; refunded: string }>(
        'SELECT id, state, refunded_minor AS refunded FROM bill WHERE subject_id = $1',
        [sessionId],
      )
    )[0]

  const paid = async (at = place) => {
    const its = await begin(at)
    await tell('charging.cdr.issued', its, recordOf(driver, at, its, BILLED))
    return until(async () => {
      const found = await billOf(its)
      return found?.state === 'PAID' && found
    }, PATIENT)
  }
  const bill = await paid()
  // Elsewhere: without it Stripe would have less than is to be paid out and back.
  await paid(await openPlace(world))
  const session = await begin()

  const { operatorId } = place
  const account = stripe.control.account()
  const payoutId = newId()
  await database.query(
    `INSERT INTO business (operator_id, time_zone, payout_provider, payout_account, legal_name, street, postal_code, city, country, vat_id, language)
     VALUES ($1, 'Europe/Amsterdam', 'stripe', $2, 'Charging Ltd', 'Street 1', '1011', 'Amsterdam', 'NL', 'NL123456789B01', 'en')`,
    [operatorId, account],
  )
  await database.query('BEGIN')
  await database.query(`INSERT INTO payout_round (operator_id, currency, week) VALUES ($1, 'EUR', '2026-11-16')`, [operatorId])
  await database.query(
    `INSERT INTO payout (id, operator_id, currency, week, begins_at, ends_at, state, earned_minor, carried_minor, amount_minor)
     VALUES ($1, $2, 'EUR', '2026-11-16', now() - interval '7 days', now(), 'DRAFT', $3, 0, $3)`,
    [payoutId, operatorId, BILLED],
  )
  await database.query('INSERT INTO payout_entry (entry_id, payout_id) SELECT id, $1 FROM payable WHERE operator_id = $2', [
    payoutId,
    operatorId,
  ])
  await database.query('COMMIT')

  const key = newId()
  /** Asked again where the platform itself has failed, as a client does. */
  const asked = async (name: string, type: string, input: object, by = admin): Promise<void> => {
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { id } }`
    for (;;) {
      const { errors } = await world.ask(by, query, { input })
      if (!errors) return
      const code = String(errors[0]?.extensions?.code)
      if (!['INTERNAL_SERVER_ERROR', 'UNAVAILABLE'].includes(code)) throw new Error(`${name}: ${JSON.stringify(errors)}`)
      await wait(100)
    }
  }
  return {
    /** All four, by those who may; repeated until they are answered. */
    begin: () =>
      Promise.all([
        tell('charging.cdr.issued', session, recordOf(driver, place, session, TAKEN)),
        asked('refundBill', 'RefundBillInput', { billId: bill.id, amountMinor: BACK, reason: 'A fault.', idempotencyKey: key }),
        asked('approvePayout', 'ApprovePayoutInput', { payoutId, account }),
        asked(
          'topUpWallet',
          'TopUpWalletInput',
          { amountMinor: TOPPED_UP, currency: 'EUR', paymentMethodId: driver.methodId, idempotencyKey: key },
          driver.caller,
        ),
      ]),
    /** What was wanted of Stripe, by kind. */
    wanted: async () =>
      (
        await rows<{ kind: string }>(
          `SELECT kind FROM operation WHERE request->>'account' = $1 OR subject_id IN (SELECT id FROM hold WHERE session_id = $2
           UNION SELECT id FROM refund WHERE bill_id = $3 UNION SELECT id FROM top_up WHERE user_id = $4) AND kind <> 'AUTHORISE' ORDER BY kind`,
          [account, session, bill.id, driver.caller.userId],
        )
      ).map(({ kind }) => kind),
    /** How often Stripe has done each, by its own books. */
    done: async (): Promise<string> => {
      const held = new Set(
        (await rows<{ id: string }>('SELECT external_id AS id FROM hold WHERE user_id = $1', [driver.caller.userId])).map(
          ({ id }) => id,
        ),
      )
      const { objects } = stripe.control
      const paid = objects('payment_intent').flatMap((each) =>
        each.object === 'payment_intent' && each.amount_received > 0 ? [each] : [],
      )
      const customers = new Set(paid.filter(({ id }) => held.has(id)).map(({ customer }) => customer))
      const of = (amount: number, ofHold: boolean) =>
        paid.filter((each) => each.amount_received === amount && held.has(each.id) === ofHold && customers.has(each.customer))
          .length
      const refunds = objects('refund').filter(
        (each) => 'payment_intent' in each && typeof each.payment_intent === 'string' && held.has(each.payment_intent),
      ).length
      const payouts = objects('transfer').filter((each) => 'destination' in each && each.destination === account).length
      return [of(TAKEN, true), refunds, payouts, of(TOPPED_UP, false)].join(', ')
    },
    /** All is as it should be with us, and said. */
    settled: async () => {
      const [row] = await rows<{ noted: boolean; unsaid: number }>(
        `SELECT (SELECT count(*)::int FROM outbox WHERE published_at IS NULL AND addressee IS NULL) AS unsaid,
           EXISTS (SELECT FROM bill WHERE subject_id = $1 AND state = 'PAID') AND EXISTS (SELECT FROM bill WHERE id = $2 AND refunded_minor = $3)
           AND EXISTS (SELECT FROM payout WHERE id = $4 AND state = 'PAID')
           AND EXISTS (SELECT FROM wallet WHERE user_id = $5 AND balance_minor = $6) AS noted`,
        [session, bill.id, BACK, payoutId, driver.caller.userId, TOPPED_UP],
      )
      return row ?? { noted: false, unsaid: 0 }
    },
  }
}
