import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { connect } from '#db/connect.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { sandboxOf } from '#lib/partners/sandbox.ts'
import { until } from '../../../test/until.ts'
import { inBusiness } from '../invoices/issue.fixture.ts'
import { ISSUED_AT_ONCE } from '../invoices/order.ts'
import { holdFromWallet } from '../wallet/wallet.ts'
import { lockBill, recount } from './bill.queries.ts'
import { openBills } from './bills.fixture.ts'
import { dueOf } from './due.ts'
import type { Bill } from '../tables.ts'
import { BILL_LIMITS } from './limits.ts'
import { settleBill } from './settle.handler.ts'
import { writeOff } from './write-off.ts'

let box: Awaited<ReturnType<typeof openBills>>
beforeAll(async () => {
  box = await openBills()
})
afterAll(() => box[Symbol.asyncDispose]())

test('who leaves pays first what is open, where somebody takes cards', async () => {
  const judged = async (state: Bill['state']) => {
    const userId = newId()
    const overdue_at = state === 'OVERDUE' ? new Date() : null
    await box.db
      .insertInto('bill')
      .values({ id: newId(), kind: 'SESSION', subject_id: newId(), user_id: userId, currency: 'EUR', state, overdue_at })
      .execute()
    await box.tell('accounts.deletion.proposed', userId, { deletionId: newId(), userId, round: 1 })
    const [said] = await until(async () => {
      const all = await box.said('person.leaving.judged', `${userId} payments`)
      return all.length > 0 && all
    })
    return said?.hold?.text ?? null
  }
  for (const state of ['OPEN', 'PAYING', 'OVERDUE'] as const) expect(await judged(state), state).toBe('You have a bill to pay.')
  for (const state of ['PAID', 'WRITTEN_OFF'] as const) expect(await judged(state), state).toBeNull()
})

/** A bill that could not be paid. */
async function unpaid(its: { sessionId: string; userId: string }, amountMinor: number) {
  await box.record(its, amountMinor)
  return box.comesTo(its.sessionId, 'OVERDUE')
}
/** It is paid, after what was not answered was looked at again, once. */
async function hurried(sessionId: string): Promise<void> {
  await until(async () => {
    const { state, id, hold_id: hold } = await box.billOf(sessionId)
    const subjects = [id, ...(hold === null ? [] : [hold])]
    const tried = await box.db
      .selectFrom('operation')
      .select('tries')
      .where('subject_id', 'in', subjects)
      .where('state', '=', 'OPEN')
      .execute()
    return state === 'PAID' || tried.some(({ tries }) => tries > 0)
  })
  await box.hurry()
  await box.comesTo(sessionId, 'PAID')
}
const session = () => ({ sessionId: newId(), userId: newId() })
const noBill = async (sessionId: string) =>
  expect(await box.db.selectFrom('bill').select('id').where('subject_id', '=', sessionId).execute()).toEqual([])
/** Nothing is owed by anybody, and our books of the bill are the provider's. */
async function isEven(sessionId: string, taken: number, refunded = 0) {
  const bill = await box.billOf(sessionId)
  expect(dueOf(bill)).toBe(0)
  expect(await box.atProvider(bill.id)).toEqual({ taken, refunded })
  expect(await box.accounts(bill.user_id)).toEqual({})
}

describe('who gets a bill', () => {
  test('nobody without an account, no customer of a partner, nobody in the sandbox', async () => {
    const [nobody, customer, sandbox] = [session(), session(), session()]
    await box.record({ ...nobody, userId: null }, 500)
    const data = box.issued(customer, 500)
    if (data.bill)
      await box.tell('charging.cdr.issued', customer.sessionId, { ...data, bill: { ...data.bill, partnerId: newId() } })
    await box.record({ ...sandbox, operatorId: sandboxOf(newId()) }, 500)
    for (const { sessionId } of [nobody, customer, sandbox]) await noBill(sessionId)
  })

  test('nobody for what was charged before there were payments, nor for its correction', async () => {
    const [old, since] = [session(), session()]
    const told = (data: ReturnType<typeof box.issued>, occurredAt: string) =>
      box.again({
        id: newId(),
        name: 'charging.cdr.issued',
        aggregateId: data.sessionId,
        page: newId(),
        requestId: null,
        occurredAt,
        data,
      })
    const first = box.issued(old, 900)
    await told(first, '2020-01-01T00:00:00.000Z')
    await noBill(old.sessionId)
    await box.correct(first, 700)
    await noBill(old.sessionId)
    await told(box.issued(since, 900), new Date().toISOString())
    expect(await box.billOf(since.sessionId)).toMatchObject({ total_minor: 900 })
  })
})

describe('a double charge never happens', () => {
  test('a record counts once: the same event again, the same record by another event, and by ten workers at once', async () => {
    const its = await box.held(3_000)
    const data = box.issued(its, 1_234)
    const event = await box.tell('charging.cdr.issued', its.sessionId, data)
    await Promise.all([box.again(event), ...Array.from({ length: 10 }, () => box.tell('charging.cdr.issued', newId(), data))])
    const bill = await box.comesTo(its.sessionId, 'PAID')
    expect(bill).toMatchObject({ total_minor: 1_234, paid_minor: 1_234 })
    expect(await box.paymentsOf(bill.id)).toHaveLength(1)
    await isEven(its.sessionId, 1_234)
  })

  // Stripe gives a 500 again for as long as it keeps the key: then the payment says what is true.
  test.each(['LOST', 'UNSENT', 'BROKEN', 'BROKEN_DONE', 'BUSY'] as const)('the answer of a capture is %s', async (kind) => {
    const its = await box.held(3_000)
    box.control.fault({ kind, call: 'POST /v1/payment_intents/:id/capture' })
    await box.record(its, 1_000)
    await hurried(its.sessionId)
    await isEven(its.sessionId, 1_000)
  })

  test.each(['LOST', 'UNSENT', 'BROKEN_DONE'] as const)('the answer of a charge is %s', async (kind) => {
    const its = session()
    await box.keep(its.userId)
    box.control.fault({ kind, call: 'POST /v1/payment_intents' })
    await box.record(its, 1_000)
    await hurried(its.sessionId)
    await isEven(its.sessionId, 1_000)
  })

  test('a charge that the provider failed at for good, and never did, is made anew within hours, and once', async () => {
    const its = session()
    await box.keep(its.userId)
    box.control.fault({ kind: 'BROKEN', call: 'POST /v1/payment_intents' })
    await box.record(its, 1_000)
    const { id } = await box.billOf(its.sessionId)
    const charges = () =>
      box.db
        .selectFrom('operation')
        .select(['id', 'state', 'refusal', 'tries'])
        .where('subject_id', '=', id)
        .orderBy('id')
        .execute()
    // It is sent again under the same key, and sought, and nobody can say yet.
    await until(async () => ((await charges())[0]?.tries ?? 0) > 1)
    expect(await charges()).toMatchObject([{ state: 'OPEN' }])
    expect(await box.billOf(its.sessionId)).toMatchObject({ state: 'PAYING' })
    await box.db
      .updateTable('operation')
      .set({ first_sent_at: sql<Date>`now() - interval '2 hours'` })
      .where('subject_id', '=', id)
      .execute()
    await hurried(its.sessionId)
    expect(await charges()).toMatchObject([{ state: 'REFUSED', refusal: 'NEVER_DONE' }, { state: 'DONE' }])
    await isEven(its.sessionId, 1_000)
    expect(await box.billOf(its.sessionId)).toMatchObject({ overdue_at: null })
  })

  test('a definite no, and then the same capture is not tried again: the rest is charged', async () => {
    const its = await box.held(3_000)
    await box.keep(its.userId)
    box.control.fault({ kind: 'REFUSED', call: 'POST /v1/payment_intents/:id/capture' })
    await box.record(its, 1_000)
    await box.comesTo(its.sessionId, 'PAID')
    await isEven(its.sessionId, 1_000)
    expect((await its.hold()).state).toMatch(/^RELEAS/)
  })
})

test('ten workers that settle one bill at once charge it once', async () => {
  const its = session()
  const { id } = await unpaid(its, 1_000)
  await box.keep(its.userId)
  await Promise.all(
    Array.from({ length: 10 }, () =>
      box.inTrx(async (trx) => {
        const bill = await lockBill(trx, id)
        return bill && settleBill(trx, box.work, bill, { again: true })
      }),
    ),
  )
  await box.comesTo(its.sessionId, 'PAID')
  await isEven(its.sessionId, 1_000)
})

test('two processes hear a record and its correction: one capture, one refund', async () => {
  await using other = await box.open()
  expect(other.name).toBe('payments')
  const its = await box.held(3_000)
  const first = box.issued(its, 2_000)
  const pair = [box.issued(its, -2_000, { creditOf: first.cdrId }), box.issued(its, 1_400)]
  await box.tell('charging.cdr.issued', its.sessionId, first)
  for (const data of pair)
    await Promise.all([box.tell('charging.cdr.issued', its.sessionId, data), box.tell('charging.cdr.issued', newId(), data)])
  const bill = await box.comesTo(its.sessionId, 'PAID', ({ total_minor: total }) => total === 1_400)
  await until(async () => (await box.refundsOf(bill.id)).every(({ state }) => state === 'SUCCEEDED'))
  const { taken, refunded } = await box.atProvider(bill.id)
  expect(taken - refunded).toBe(1_400)
  expect(await box.accounts(bill.user_id)).toEqual({})
})

describe('who has chosen the wallet', () => {
  /** A session that a user has begun with an amount of the wallet. */
  async function heldOfWallet(amountMinor: number, inWallet: number) {
    const [its, holdId] = [session(), newId()]
    await box.fill(its.userId, inWallet)
    await box.inTrx(async (trx) => {
      await holdFromWallet(trx, { holdId, userId: its.userId, currency: 'EUR', amountMinor })
      await trx
        .insertInto('hold')
        .values({
          id: holdId,
          user_id: its.userId,
          connector_id: newId(),
          provider: 'WALLET',
          state: 'AUTHORISED',
          amount_minor: amountMinor,
          currency: 'EUR',
          session_id: its.sessionId,
          usable_until: new Date(),
          idempotency_key: newId(),
        })
        .execute()
    })
    return its
  }

  test('pays from what is blocked of it, and the rest is free again', async () => {
    const its = await heldOfWallet(2_000, 2_500)
    await box.record(its, 1_200)
    expect(await box.billOf(its.sessionId)).toMatchObject({ state: 'PAID', paid_minor: 1_200 })
    expect(await box.inWallet(its.userId)).toBe(1_300)
    expect(await box.accounts(its.userId)).toEqual({ WALLET: -1_300 })
  })

  test('pays what is above it from the wallet too, then by the way that was kept; a correction goes back to the wallet', async () => {
    const its = await heldOfWallet(2_000, 2_500)
    await box.keep(its.userId)
    const first = await box.record(its, 3_000)
    const bill = await box.comesTo(its.sessionId, 'PAID')
    expect((await box.paymentsOf(bill.id)).map(({ captured_minor: taken }) => taken)).toEqual([500])
    expect(await box.inWallet(its.userId)).toBe(0)
    await box.correct(first, 2_000)
    await until(async () => (await box.refundsOf(bill.id)).every(({ state }) => state === 'SUCCEEDED'))
    expect((await box.refundsOf(bill.id)).map(({ amount_minor: amount, to_wallet: wallet }) => [amount, wallet])).toEqual([
      [500, false],
      [500, true],
    ])
    expect(await box.inWallet(its.userId)).toBe(500)
    expect(await box.accounts(its.userId)).toEqual({ WALLET: -500 })
  })
})

test('a paid bill has its invoice, a correction a credit note and a new one, a refund a credit note', async () => {
  const operatorId = newId()
  await inBusiness(box, operatorId)
  const its = { ...(await box.held(3_000)), operatorId }
  const first = await box.record(its, 2_000)
  const bill = await box.comesTo(its.sessionId, 'PAID')
  const documents = async () =>
    (await box.db.selectFrom('invoice').selectAll().where('bill_id', '=', bill.id).orderBy('id').execute()).map(
      ({ kind, incl_vat_minor: amount }) => [kind, amount],
    )
  expect(await documents()).toEqual([['INVOICE', 2_000]])
  await box.correct(first, 1_500)
  const corrected = [
    ['INVOICE', 2_000],
    ['CREDIT_NOTE', 2_000],
    ['INVOICE', 1_500],
  ]
  expect(await documents()).toEqual(corrected)
  await until(async () => (await box.refundsOf(bill.id)).every(({ state }) => state === 'SUCCEEDED'))
  // What the correction has given back was credited with its record.
  expect(await documents()).toEqual(corrected)
})

describe('a capture', () => {
  test('takes what was charged, and the rest of the hold is let go', async () => {
    const its = await box.held(3_000)
    await box.record(its, 1_999)
    await box.comesTo(its.sessionId, 'PAID')
    await isEven(its.sessionId, 1_999)
    expect(await its.hold()).toMatchObject({ state: 'CAPTURED', captured_minor: 1_999 })
  })

  test('above the hold takes the hold, and the rest by the way that was kept', async () => {
    const its = await box.held(3_000)
    await box.keep(its.userId)
    await box.record(its, 3_600)
    const bill = await box.comesTo(its.sessionId, 'PAID')
    expect((await box.paymentsOf(bill.id)).map(({ captured_minor: taken }) => taken)).toEqual([3_000, 600])
    await isEven(its.sessionId, 3_600)
  })

  test('of nothing lets the hold go', async () => {
    const its = await box.held(3_000)
    await box.record(its, 0)
    await box.comesTo(its.sessionId, 'PAID')
    await until(async () => (await its.hold()).state === 'RELEASED')
    await isEven(its.sessionId, 0)
  })

  test('below what the provider takes is not asked for: it is given up, and the hold let go', async () => {
    const its = await box.held(3_000)
    await box.record(its, 49)
    const bill = await box.comesTo(its.sessionId, 'PAID')
    expect(bill).toMatchObject({ why: 'TOO_LITTLE', written_off_minor: 49, paid_minor: 0 })
    await until(async () => (await its.hold()).state === 'RELEASED')
    await isEven(its.sessionId, 0)
  })

  test('that no provider takes is the loss of who has sold it, without a fee, and is theirs again once it is paid after all', async () => {
    const operatorId = newId()
    await box.db.insertInto('operator_fee').values({ operator_id: operatorId, basis_points: 500, set_by: newId() }).execute()
    const [its, better] = [
      { ...session(), operatorId },
      { ...session(), operatorId },
    ]
    const first = await box.record(its, 49)
    const { id: billId } = await box.billOf(its.sessionId)
    expect(await box.billOf(its.sessionId)).toMatchObject({ state: 'PAID', borne_minor: 49 })
    // Payouts take it with the rest of its bill, and not before that is paid or given up.
    const lost = box.db.selectFrom('payable').select(['bill_id', 'amount_minor']).where('operator_id', '=', operatorId)
    expect(await lost.where('kind', '=', 'WRITTEN_OFF').execute()).toEqual([{ bill_id: billId, amount_minor: -49 }])
    expect(await box.accounts(operatorId)).toEqual({})
    // The record was wrong: what is given up is no loss any more, and nobody has earned anything by it.
    await box.correct(first, 0)
    expect(await box.billOf(its.sessionId)).toMatchObject({ state: 'PAID', borne_minor: 0, written_off_minor: 0 })
    expect([await box.accounts(operatorId), await box.accounts(its.userId)]).toEqual([{}, {}])
    // What an admin gives up on top is the platform's loss. The last one to bear something has it back first.
    const little = await box.record(better, 49)
    const more = await box.correct(little, 1_000)
    const bill = await box.comesTo(better.sessionId, 'OVERDUE')
    await box.inTrx(async (trx) => {
      await writeOff(trx, box.work, bill, { amountMinor: 951, reason: 'moved away', by: newId(), operatorId: null })
      await settleBill(trx, box.work, await recount(trx, bill.id))
    })
    expect(await box.accounts(operatorId)).toEqual({ OPERATOR_PAYABLE: -(951 - 48) })
    await box.correct(more, 30)
    expect(await box.billOf(better.sessionId)).toMatchObject({ written_off_minor: 30, borne_minor: 30 })
    expect([await box.accounts(operatorId), await box.accounts(better.userId)]).toEqual([{}, {}])
  })

  test('above what was blocked for a guest is not asked of them: who sells bears the rest', async () => {
    const operatorId = newId()
    const guest = async (amountMinor: number) => {
      const its = { ...(await box.held(2_000)), operatorId }
      const { userId } = its
      const about = { userId, displayName: 'Guest', roles: ['DRIVER'] }
      await box.tell('accounts.user.registered', userId, { ...about, guest: true })
      return {
        ...its,
        registers: async () => {
          await box.tell('accounts.user.registered', userId, about)
          // The older word comes once more, late.
          await box.tell('accounts.user.registered', userId, { ...about, guest: true })
        },
        billed: await box.record(its, amountMinor),
      }
    }
    const its = await guest(2_500)
    const bill = await box.comesTo(its.sessionId, 'PAID')
    expect(bill).toMatchObject({ why: 'ABOVE_HOLD', paid_minor: 2_000, written_off_minor: 500, borne_minor: 500 })
    expect([await box.accounts(operatorId), await box.accounts(its.userId)]).toEqual([{ OPERATOR_PAYABLE: -2_000 }, {}])
    // Who has an account by now is asked for what is above it, and who was not held for anything owes it all.
    const [registered, lost] = [await guest(1_000), await guest(0)]
    await box.comesTo(registered.sessionId, 'PAID')
    await registered.registers()
    await box.correct(registered.billed, 1_500)
    expect(await box.comesTo(registered.sessionId, 'OVERDUE')).toMatchObject({ paid_minor: 1_000 })
    await until(async () => (await lost.hold()).state === 'RELEASED')
    await box.correct(lost.billed, 700)
    expect(await box.comesTo(lost.sessionId, 'OVERDUE')).toMatchObject({ written_off_minor: 0 })
  })

  test('of slices that no provider takes: a few are given up, then they are dunned', async () => {
    const userId = newId()
    const states: string[] = []
    for (let i = 0; i < 5; i++) {
      const sessionId = newId()
      await box.record({ sessionId, userId }, 49)
      states.push((await box.billOf(sessionId)).state)
    }
    expect(states).toEqual(['PAID', 'PAID', 'PAID', 'OVERDUE', 'OVERDUE'])
    // Who can put nothing into a wallet could never pay it: nobody is blocked for that.
    const sessionId = newId()
    await box.record({ sessionId, userId }, 49)
    const work = { ...box.work, config: { ...box.work.config, topUps: false } }
    const { id } = await box.billOf(sessionId)
    await box.inTrx(async (trx) => settleBill(trx, work, (await lockBill(trx, id)) ?? (await box.billOf(sessionId))))
    expect(await box.billOf(sessionId)).toMatchObject({ state: 'PAID', why: 'TOO_LITTLE' })
  })

  test('of an expired hold is a charge by the way that was kept', async () => {
    const its = await box.held(3_000)
    await box.keep(its.userId)
    await box.inTrx((trx) => trx.updateTable('hold').set({ state: 'EXPIRED' }).where('id', '=', its.holdId).execute())
    await box.record(its, 1_000)
    await box.comesTo(its.sessionId, 'PAID')
    await isEven(its.sessionId, 1_000)
  })

  test('of a hold in another currency is none: the hold is let go, and the bill is charged in its own', async () => {
    const its = await box.held(3_000, { currency: 'USD' })
    await box.keep(its.userId)
    await box.record(its, 1_000)
    const bill = await box.comesTo(its.sessionId, 'PAID')
    expect((await box.paymentsOf(bill.id)).map(({ currency }) => currency)).toEqual(['EUR'])
    await until(async () => (await its.hold()).state === 'RELEASED')
    await isEven(its.sessionId, 1_000)
  })

  test.each([
    ['JPY', 500, 500, 0],
    ['KWD', 1_234, 1_230, 4],
    ['HUF', 199_000, 199_000, 0],
  ])('in %s takes what the provider can count, and the rest is given up', async (currency, total, taken, left) => {
    const its = await box.held(200_000, { currency })
    await box.record(its, total, { currency })
    const bill = await box.comesTo(its.sessionId, 'PAID')
    expect(bill).toMatchObject({ paid_minor: taken, written_off_minor: left, currency })
    await isEven(its.sessionId, taken)
  })
})

describe('a correction is one net movement', () => {
  test('to less: the difference goes back, once, also when the pair is told again', async () => {
    const its = await box.held(3_000)
    const first = await box.record(its, 2_000)
    await box.comesTo(its.sessionId, 'PAID')
    const credit = box.issued(its, -2_000, { creditOf: first.cdrId })
    const better = box.issued(its, 1_500)
    for (const data of [credit, better, credit, better]) await box.tell('charging.cdr.issued', its.sessionId, data)
    const bill = await box.billOf(its.sessionId)
    await until(async () => (await box.refundsOf(bill.id)).every(({ state }) => state === 'SUCCEEDED'))
    expect((await box.refundsOf(bill.id)).map(({ amount_minor: amount }) => amount)).toEqual([500])
    await isEven(its.sessionId, 2_000, 500)
  })

  test('to more: the difference is charged', async () => {
    const its = await box.held(3_000)
    await box.keep(its.userId)
    const first = await box.record(its, 2_000)
    await box.comesTo(its.sessionId, 'PAID')
    await box.correct(first, 2_600)
    const bill = await box.comesTo(its.sessionId, 'PAID', ({ total_minor: total }) => total === 2_600)
    expect((await box.paymentsOf(bill.id)).map(({ captured_minor: taken }) => taken)).toEqual([2_000, 600])
    await isEven(its.sessionId, 2_600)
  })

  test('to the same: nothing moves', async () => {
    const its = await box.held(3_000)
    const first = await box.record(its, 2_000)
    await box.comesTo(its.sessionId, 'PAID')
    await box.correct(first, 2_000)
    const bill = await box.comesTo(its.sessionId, 'PAID')
    expect([await box.refundsOf(bill.id), (await box.paymentsOf(bill.id)).length]).toEqual([[], 1])
    await isEven(its.sessionId, 2_000)
  })

  test('a record is taken back, and the new one is not there: the bill waits, and nothing goes back', async () => {
    const its = await box.held(3_000)
    const first = await box.record(its, 2_000)
    await box.comesTo(its.sessionId, 'PAID')
    await box.correct(first, null)
    const bill = await box.billOf(its.sessionId)
    expect(bill).toMatchObject({ waits: true, total_minor: 2_000 })
    expect(await box.refundsOf(bill.id)).toEqual([])
    await box.record(its, 1_900)
    await until(async () => (await box.refundsOf(bill.id))[0]?.state === 'SUCCEEDED')
    await isEven(its.sessionId, 2_000, 100)
  })

  test('a record and its correction come while its capture is under way', async () => {
    const its = await box.held(3_000)
    box.control.fault({ kind: 'SLOW', ms: 300, call: 'POST /v1/payment_intents/:id/capture' })
    const first = await box.record(its, 2_000)
    await box.correct(first, 1_200)
    await box.comesTo(its.sessionId, 'PAID')
    const bill = await box.billOf(its.sessionId)
    await until(async () => (await box.refundsOf(bill.id))[0]?.state === 'SUCCEEDED')
    await isEven(its.sessionId, 2_000, 800)
  })

  test('while a refund is pending: what is on its way counts as gone', async () => {
    const its = await box.held(3_000)
    const first = await box.record(its, 2_000)
    await box.comesTo(its.sessionId, 'PAID')
    box.control.pendingRefunds(true)
    const second = await box.correct(first, 1_500)
    const bill = await box.billOf(its.sessionId)
    await until(async () => (await box.refundsOf(bill.id))[0]?.state === 'PENDING')
    await box.correct(second, 1_200)
    await until(async () => (await box.refundsOf(bill.id)).every(({ state }) => state === 'PENDING'))
    expect((await box.refundsOf(bill.id)).map(({ amount_minor: amount }) => amount)).toEqual([500, 300])
    box.control.pendingRefunds(false)
    for (const { external_id: id } of await box.refundsOf(bill.id)) {
      box.control.settleRefund(id ?? '', 'succeeded')
      await box.hook('REFUND', id ?? '')
    }
    await until(async () => (await box.refundsOf(bill.id)).every(({ state }) => state === 'SUCCEEDED'))
    await isEven(its.sessionId, 2_000, 800)
  })
})

describe('as many that fail as a round takes keep no other from its turn', () => {
  const log = createLog('payments', { level: 'silent' })
  /** The database refuses a change of one bill, as a fault in what is written of it would. */
  async function broken(what: string, work: () => Promise<void>): Promise<void> {
    await using administrator = connect({ url: box.database.adminUrl, schema: 'payments', log, max: 1 })
    const force = (statement: string) => sql.raw(statement).execute(administrator)
    await force(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$`)
    await force(`CREATE TRIGGER broken BEFORE ${what} EXECUTE FUNCTION refuse()`)
    try {
      await work()
    } finally {
      await force('DROP FUNCTION refuse() CASCADE')
    }
  }

  /** Bills like this one, of other sessions. */
  const copied = (of: Bill, count: number) =>
    box.db
      .insertInto('bill')
      .values(Array.from({ length: count }, () => ({ ...of, id: newId(), subject_id: newId() })))
      .returning('id')
      .execute()

  test('overdue bills', async () => {
    const all = [session(), session()] as const
    for (const its of all) {
      await box.record(its, 1_000)
      await box.comesTo(its.sessionId, 'OVERDUE')
    }
    const [first, second] = [await box.billOf(all[0].sessionId), await box.billOf(all[1].sessionId)]
    await copied(first, BILL_LIMITS.dunnedAtOnce - 1)
    await broken(`UPDATE ON bill FOR EACH ROW WHEN (NEW.user_id = '${first.user_id}' AND NEW.dunned > 0)`, async () => {
      const [now, earlier] = [new Date(), new Date(Date.now() - 1_000)]
      for (const [id, next_at] of [
        [first.user_id, earlier],
        [second.user_id, now],
      ] as const)
        await box.db.updateTable('bill').set({ next_at }).where('user_id', '=', id).execute()
      await box.comesTo(all[1].sessionId, 'OVERDUE', ({ dunned }) => dunned === 1)
      expect((await box.billOf(all[0].sessionId)).dunned).toBe(0)
    })
    await box.comesTo(all[0].sessionId, 'OVERDUE', ({ dunned }) => dunned === 1)
  })

  test('invoices that waited', async () => {
    const operatorId = newId()
    const paid = async () => {
      const { sessionId, userId } = await box.held(3_000)
      await box.record({ sessionId, userId, operatorId }, 1_000)
      return box.comesTo(sessionId, 'PAID')
    }
    const first = await paid()
    const { position: _, ...ordered } = await box.db
      .selectFrom('invoice_order')
      .selectAll()
      .where('bill_id', '=', first.id)
      .executeTakeFirstOrThrow()
    const orders = (await copied(first, ISSUED_AT_ONCE - 1)).map(({ id: bill_id }) => {
      const cdrId = newId()
      return { ...ordered, id: newId(), bill_id, cause_id: cdrId, request: JSON.stringify({ ...ordered.request, cdrId }) }
    })
    await box.db.insertInto('invoice_order').values(orders).execute()
    const second = await paid()
    const invoiced = async (id: string) =>
      (await box.db.selectFrom('invoice').select('id').where('bill_id', '=', id).execute()).length === 1
    await broken(`INSERT ON invoice FOR EACH ROW WHEN (NEW.user_id = '${first.user_id}')`, async () => {
      await inBusiness(box, operatorId)
      await until(() => invoiced(second.id))
      expect(await invoiced(first.id)).toBe(false)
    })
    await until(() => invoiced(first.id))
  })
})
