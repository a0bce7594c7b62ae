import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { insertEvent, noteLooked } from './operations/event.queries.ts'
import { findMaker } from './operations/operation.queries.ts'
import { differs } from './operations/request.ts'
import { admin, openPaying, type Paying } from './paying/paying.fixture.ts'
import type { Reading } from './providers/provider.ts'
import type { Operation } from './tables.ts'

let box: Paying
beforeAll(async () => {
  box = await openPaying()
})
afterAll(() => box[Symbol.asyncDispose]())

describe('the database refuses, whoever writes it', () => {
  /** The constraint or code by which each statement fails. */
  async function refused(cases: readonly (readonly [statement: string, by: string])[]): Promise<void> {
    for (const [statement, by] of cases) {
      const outcome = sql
        .raw(statement)
        .execute(box.db)
        .then(
          () => 'written',
          ({ constraint, code }: { constraint?: string; code?: string }) => constraint ?? code,
        )
      expect([statement, await outcome]).toEqual([statement, by])
    }
  }
  const DENIED = '42501'

  test('to change or delete what was written down once', async () => {
    const written = [
      'bill_record',
      'unbilled_session',
      'allowance',
      'write_off',
      'dunning_step',
      'invoice',
      'bill_fee',
      'payout_round',
      'payout_entry',
    ]
    const kept = [
      'hold',
      'operation',
      'bill',
      'refund',
      'dispute',
      'mismatch',
      'top_up',
      'wallet_part',
      'invoice_order',
      'adjustment',
      'payment',
      'bill_payment',
      'netting',
      'payout',
      'reconciliation_run',
      'provider_movement',
      'invoice_counter',
    ]
    await refused([...written, ...kept].map((table) => [`DELETE FROM ${table}`, DENIED]))
    const column: Readonly<Record<string, string>> = {
      bill_record: 'cdr_id',
      unbilled_session: 'session_id',
      dunning_step: 'step',
      bill_fee: 'bill_id',
      payout_round: 'week',
      payout_entry: 'entry_id',
    }
    await refused(written.map((table) => [`UPDATE ${table} SET ${column[table] ?? 'id'} = ${column[table] ?? 'id'}`, DENIED]))
    // What an amount, a user or a provider's line was stays so in what goes on.
    await refused([
      ['UPDATE top_up SET amount_minor = amount_minor', DENIED],
      ['UPDATE top_up SET user_id = user_id', DENIED],
      ['UPDATE adjustment SET amount_minor = amount_minor', DENIED],
      ['UPDATE provider_movement SET amount_minor = amount_minor', DENIED],
      ['UPDATE provider_movement SET external_id = external_id', DENIED],
    ])
  })

  test('to let anybody else run what writes the ledger', async () => {
    const { rows } = await sql<{ name: string }>`SELECT proname AS name FROM pg_proc
      WHERE pronamespace = 'payments'::regnamespace AND prosecdef AND has_function_privilege('public', oid, 'EXECUTE')`.execute(
      box.db,
    )
    expect(rows).toEqual([])
  })

  test('one payment of a provider for two things, two ways to pay that are charged by themselves, and what contradicts itself', async () => {
    const its = await box.paid(2_000)
    const [other, card] = [await box.held(5_000), await box.keep(newId())]
    const [payment] = await box.paymentsOf(its.billId)
    const same = (table: string, id: string | undefined, change: object) =>
      `INSERT INTO ${table} SELECT (jsonb_populate_record(t, '${JSON.stringify({ id: newId(), idempotency_key: newId(), ...change })}')).*
       FROM ${table} t WHERE id = '${id}'`
    const set = (table: string, id: string | undefined, change: string) => `UPDATE ${table} SET ${change} WHERE id = '${id}'`
    const payable = { hold_id: null, bill_id: null }
    const operation = (kind: string, amount: string) => `INSERT INTO operation
      (id, kind, provider, subject_type, subject_id, request, amount_minor, currency)
      VALUES ('${newId()}', '${kind}', 'stripe', 'BILL', '${newId()}', '{}', ${amount})`
    await refused([
      [same('payment', payment?.id, payable), 'payment_once'],
      [same('hold', its.holdId, { session_id: null }), 'hold_external'],
      [set('hold', other.holdId, 'captured_minor = 1'), 'hold_check'],
      [same('bill', its.billId, {}), 'bill_once'],
      [set('bill', its.billId, `state = 'OVERDUE'`), 'bill_overdue'],
      [set('bill', its.billId, 'blocks = true'), 'bill_blocks'],
      [same('payment_method', card.id, {}), 'payment_method_default'],
      [same('payment_method', card.id, { is_default: false, user_id: newId() }), 'payment_method_once'],
      [set('payment_method', card.id, `state = 'REMOVED'`), 'payment_method_check1'],
      ...['AUTHORISE', 'CHARGE', 'CAPTURE', 'REFUND', 'PAY_OUT'].flatMap((kind) => [
        [operation(kind, `NULL, 'EUR'`), 'operation_amount'] as const,
        [operation(kind, '1, NULL'), 'operation_amount'] as const,
        [operation(kind, 'NULL, NULL'), 'operation_amount'] as const,
      ]),
      [set('operation', its.holdId, `done_at = NULL`).replace('WHERE id', 'WHERE subject_id'), 'operation_over'],
    ])
  })

  test('an invoice of a record twice, one whose sums are none, and lines of a provider that stand for two', async () => {
    const its = await box.paid(2_000)
    const dispute = newId()
    const disputed = (columns: string, values: string) =>
      `INSERT INTO dispute (id, provider, external_id, payment_id, amount_minor, fee_minor, currency, reason, state${columns})
       SELECT gen_random_uuid(), 'stripe', '${dispute}', id, 1, 0, 'EUR', 'x', ${values} FROM payment WHERE bill_id = '${its.billId}'`
    await sql.raw(disputed('', `'NEEDS_RESPONSE'`)).execute(box.db)
    const run = newId()
    await sql.raw(`INSERT INTO reconciliation_run (id, provider) VALUES ('${run}', 'paypal')`).execute(box.db)
    const line = (id: string) => `INSERT INTO provider_movement
      (id, run_id, provider, external_id, kind, amount_minor, fee_minor, currency, at, journal_id)
      SELECT gen_random_uuid(), '${run}', 'paypal', '${id}', 'PAYMENT', 1, 0, 'EUR', now(), id FROM journal ORDER BY id LIMIT 1`
    await sql.raw(line('one')).execute(box.db)
    const mismatch = (columns: string, values: string) => `INSERT INTO mismatch (id, provider, kind, about_kind, about_id${columns})
      VALUES (gen_random_uuid(), 'paypal', 'UNKNOWN_OBJECT', 'PAYMENT', '${run}'${values})`
    await sql.raw(mismatch('', '')).execute(box.db)
    await refused([
      [disputed('', `'NEEDS_RESPONSE'`), 'dispute_once'],
      [disputed('', `'WON'`), 'dispute_closed'],
      [disputed(', closed_at', `'NEEDS_RESPONSE', now()`), 'dispute_closed'],
      [disputed(', evidence', `'NEEDS_RESPONSE', '{}'`), 'dispute_check'],
      [`INSERT INTO reconciliation_run (id, provider) VALUES ('${newId()}', 'paypal')`, 'reconciliation_run_once'],
      [line('one'), 'provider_movement_once'],
      [line('two'), 'provider_movement_journal'],
      [mismatch('', ''), 'mismatch_once'],
      [mismatch(', resolved_at', ', now()'), 'mismatch_resolved'],
      [mismatch(', resolved_by', `, '${newId()}'`), 'mismatch_resolved'],
    ])
  })

  test('a hold that goes back, is taken twice, or begins two sessions', async () => {
    const { holdId, sessionId } = await box.paid(2_000)
    const other = await box.held(5_000)
    const set = (id: string, change: string) => `UPDATE hold SET ${change} WHERE id = '${id}'`
    const again = (
      kind: string,
    ) => `INSERT INTO operation (id, kind, provider, subject_type, subject_id, request, amount_minor, currency)
      VALUES ('${newId()}', '${kind}', 'stripe', 'HOLD', '${holdId}', '{}', 1, 'EUR')`
    await refused([
      [set(holdId, `state = 'RELEASED', captured_minor = 0`), 'hold_forward'],
      [set(holdId, 'captured_minor = amount_minor + 1'), 'hold_captured'],
      [set(holdId, `session_id = '${newId()}'`), 'hold_agreed'],
      [set(holdId, 'session_id = NULL'), 'hold_agreed'],
      [
        `INSERT INTO hold SELECT (jsonb_populate_record(h, jsonb_build_object('id', gen_random_uuid(), 'external_id', NULL,
        'idempotency_key', gen_random_uuid()))).* FROM hold h WHERE id = '${holdId}'`,
        'hold_session',
      ],
      [
        `INSERT INTO hold SELECT (jsonb_populate_record(h, jsonb_build_object('id', gen_random_uuid(), 'external_id', NULL,
        'session_id', NULL))).* FROM hold h WHERE id = '${other.holdId}'`,
        'hold_idempotency_key',
      ],
      [again('CAPTURE'), 'operation_capture'],
      [`UPDATE operation SET state = 'OPEN', done_at = NULL WHERE subject_id = '${holdId}'`, 'operation_over'],
      [
        `INSERT INTO payment (id, user_id, provider, external_id, hold_id, authorised_minor, captured_minor, currency)
        VALUES ('${newId()}', '${newId()}', 'stripe', 'pi_other', '${holdId}', 1, 1, 'EUR')`,
        'payment_hold_id_key',
      ],
      [`UPDATE payment SET captured_minor = authorised_minor + 1 WHERE hold_id = '${holdId}'`, 'payment_captured'],
      [`UPDATE hold SET session_id = '${sessionId}' WHERE id = '${other.holdId}'`, 'hold_agreed'],
    ])
  })

  test('a second charge beside one that is LOST, and another meaning of what was wanted', async () => {
    const its = await box.overdue(1_000)
    await box.pay(its.userId, its.billId, (await box.keep(its.userId, 'pm_card_authenticationRequired')).id)
    const of = `subject_id = '${its.billId}'`
    await refused([[`UPDATE operation SET amount_minor = 1 WHERE ${of}`, 'operation_meaning']])
    await sql.raw(`UPDATE operation SET state = 'LOST', done_at = now() WHERE ${of}`).execute(box.db)
    await refused([
      [
        `INSERT INTO operation (id, kind, provider, subject_type, subject_id, request, amount_minor, currency)
        SELECT gen_random_uuid(), kind, provider, subject_type, subject_id, request, amount_minor, currency FROM operation WHERE ${of}`,
        'operation_open',
      ],
    ])
  })

  test('a record taken back twice, an allowance given twice, a refund that goes back or is replaced twice, a dispute decided twice', async () => {
    const its = await box.paid(2_000)
    await box.correct(its.record, 1_900)
    await box.refund(admin, its.billId, 100)
    const [one] = await box.sent(its.billId, 'SUCCEEDED', 'SUCCEEDED')
    const [failed, second] = [newId(), newId()]
    const other = (id: string, change: object) => `INSERT INTO refund SELECT (jsonb_populate_record(r,
      '${JSON.stringify({ id, external_id: null, state: 'FAILED', ...change })}')).* FROM refund r WHERE id = '${one?.id}'`
    await sql.raw(other(failed, {})).execute(box.db)
    await sql.raw(other(second, { replaces: failed })).execute(box.db)
    const set = (id: string | undefined, change: string) => `UPDATE refund SET ${change} WHERE id = '${id}'`
    const dispute = newId()
    await sql
      .raw(
        `INSERT INTO dispute (id, provider, external_id, payment_id, state, amount_minor, fee_minor, currency, reason, closed_at)
         VALUES ('${dispute}', 'stripe', '${dispute}', '${one?.payment_id}', 'WON', 1, 0, 'EUR', 'x', now())`,
      )
      .execute(box.db)
    await refused([
      [
        `INSERT INTO bill_record (cdr_id, bill_id, credit_of, amount_minor) VALUES ('${newId()}', '${its.billId}',
        '${its.record.cdrId}', -2000)`,
        'bill_record_credit_of_key',
      ],
      [
        `INSERT INTO allowance SELECT gen_random_uuid(), bill_id, 1, 'x', given_by, idempotency_key FROM allowance
        WHERE bill_id = '${its.billId}'`,
        'allowance_idempotency_key',
      ],
      [set(one?.id, `state = 'PENDING'`), 'refund_forward'],
      [set(failed, `state = 'SUCCEEDED'`), 'refund_forward'],
      [set(one?.id, 'amount_minor = 1'), 'refund_asked'],
      [other(newId(), { replaces: failed }), 'refund_replaces'],
      [`UPDATE dispute SET state = 'LOST' WHERE id = '${dispute}'`, 'dispute_forward'],
    ])
  })

  test('a second bill of a session, another payment in the place of one, and a dispute of another amount', async () => {
    const its = await box.paid(2_000)
    const [payment] = await box.paymentsOf(its.billId)
    const dispute = newId()
    await sql
      .raw(
        `INSERT INTO dispute (id, provider, external_id, payment_id, state, amount_minor, fee_minor, currency, reason)
         VALUES ('${dispute}', 'stripe', '${dispute}', '${payment?.id}', 'NEEDS_RESPONSE', 100, 0, 'EUR', 'x')`,
      )
      .execute(box.db)
    const twice = `INSERT INTO bill SELECT (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid()))).* FROM bill b
      WHERE id = '${its.billId}'`
    const again = (
      change: string,
    ) => `INSERT INTO payment SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(),
      ${change}))).* FROM payment p WHERE id = '${payment?.id}'`
    await refused([
      [twice, 'bill_once'],
      [again(`'hold_id', null`), 'payment_once'],
      [again(`'external_id', 'pi_another'`), 'payment_hold_id_key'],
      [`UPDATE payment SET bill_id = NULL WHERE id = '${payment?.id}'`, 'payment_kept'],
      [`UPDATE payment SET user_id = '${newId()}' WHERE id = '${payment?.id}'`, 'payment_kept'],
      [`UPDATE dispute SET amount_minor = 1 WHERE id = '${dispute}'`, 'dispute_asked'],
      [`UPDATE payment SET disputed_minor = captured_minor + 1 WHERE id = '${payment?.id}'`, 'payment_disputed'],
    ])
    const ten = await Promise.allSettled(
      Array.from({ length: 10 }, () => sql.raw(again(`'hold_id', null, 'bill_id', null`)).execute(box.db)),
    )
    expect(ten.filter(({ status }) => status === 'fulfilled')).toEqual([])
  })

  test('a top-up that has come to go away, and an adjustment that is approved too late', async () => {
    const { topUpId } = await box.toppedUp(1_000)
    const [proposer, approver] = [newId(), newId()]
    await refused([
      [`UPDATE top_up SET state = 'FAILED', payment_id = NULL WHERE id = '${topUpId}'`, 'top_up_over'],
      [
        `INSERT INTO adjustment (id, beneficiary, beneficiary_id, state, amount_minor, currency, reason, evidence, proposed_by, expires_at,
          idempotency_key, decided_by, decided_at)
        VALUES ('${newId()}', 'USER', '${newId()}', 'APPROVED', 1, 'EUR', 'x', 'x', '${proposer}', now() + interval '1 day', '${newId()}',
          '${approver}', now() + interval '2 days')`,
        'adjustment_in_time',
      ],
    ])
  })

  test('the role of another box to write a journal, or to look into a wallet', async () => {
    const { rows } = await sql<{ open: boolean }>`SELECT has_function_privilege('public', oid, 'EXECUTE') AS open FROM pg_proc
      WHERE proname IN ('post_journal', 'lock_wallet')`.execute(box.db)
    expect(rows).toEqual([{ open: false }, { open: false }])
  })
})

test('the same amount in another currency, or of another provider, is another payment', async () => {
  const reading = { kind: 'PAYMENT', state: 'CAPTURED', capturedMinor: 100, externalId: 'pi_1' } as const
  const charge = { kind: 'CHARGE', amount_minor: 100, currency: 'EUR' } as Operation
  const shown = (currency: string) => ({ ...reading, amount: { amountMinor: 100, currency } }) as Reading
  expect(differs(charge, shown('EUR'))).toBeNull()
  expect(differs(charge, shown('USD'))).toEqual({ oursMinor: 100, theirsMinor: 100 })
  const its = await box.paid(2_000)
  const [payment] = await box.paymentsOf(its.billId)
  const maker = await box.db
    .selectFrom('operation')
    .select('id')
    .where('external_id', '=', payment?.external_id ?? '')
    .where('kind', '=', 'AUTHORISE')
    .executeTakeFirstOrThrow()
  const of = (provider: 'stripe' | 'paypal') =>
    box.inTrx((trx) => findMaker(trx, provider, { ...shown('EUR'), operationId: maker.id, externalId: payment?.external_id ?? '' }))
  expect((await of('stripe'))?.id).toBe(maker.id)
  expect(await of('paypal')).toBeUndefined()
})

test('a hook that came after its thing was read is looked at again', async () => {
  const about = { kind: 'PAYMENT', externalId: newId() } as const
  const [early, late] = [newId(), newId()]
  for (const eventId of [early, late]) await insertEvent(box.db, 'stripe', { eventId, type: 'test', about })
  const event = (id: string) => box.db.selectFrom('provider_event').selectAll().where('event_id', '=', id).executeTakeFirstOrThrow()
  const { received_at: read } = await event(early)
  await box.db
    .updateTable('provider_event')
    .set({ received_at: new Date(read.getTime() + 1_000), looked_at: null })
    .where('event_id', '=', late)
    .execute()
  await box.db
    .updateTable('provider_event')
    .set({ looked_at: null, next_at: new Date(Date.now() + 3_600_000) })
    .where('about_id', '=', about.externalId)
    .execute()
  await noteLooked(box.db, { provider: 'stripe', event_id: early }, about.kind, about.externalId, new Date(read.getTime() + 500))
  expect([(await event(early)).looked_at, (await event(late)).looked_at]).toEqual([expect.any(Date), null])
})
