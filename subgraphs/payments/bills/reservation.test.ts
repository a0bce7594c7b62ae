import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReservationFee } from '#lib/events.ts'
import { violates } from '#db/faults.ts'
import { newId } from '#lib/id.ts'
import { sandboxOf } from '#lib/partners/sandbox.ts'
import { statementRows } from '../statements/statement.queries.ts'
import { kindOf } from '../statements/words.ts'
import { openBills } from './bills.fixture.ts'

let payments: Awaited<ReturnType<typeof openBills>>
beforeAll(async () => {
  payments = await openBills()
})
afterAll(() => payments[Symbol.asyncDispose]())

const FROM = '2026-11-22T10:00:00.000Z'
const UNTIL = '2026-11-22T11:00:00.000Z'
const fee = (more: Partial<ReservationFee> = {}): ReservationFee => {
  const amountMinor = more.amountMinor ?? 720
  return {
    feeId: newId(),
    reservationId: newId(),
    version: 1,
    userId: newId(),
    operatorId: newId(),
    stationId: newId(),
    connectorId: newId(),
    timeZone: 'Europe/Amsterdam',
    kind: 'NO_SHOW',
    currency: 'EUR',
    amountMinor,
    exclVatMinor: 600,
    inclVatMinor: amountMinor,
    lines: [
      {
        type: 'TIME',
        quantity: 3_600,
        billedQuantity: 3_600,
        price: 6,
        vat: 20,
        stepSize: 600,
        exclVatMinor: 600,
        inclVatMinor: amountMinor,
        element: 0,
        purpose: 'RESERVATION_EXPIRES',
        from: FROM,
        to: UNTIL,
      },
    ],
    from: FROM,
    until: UNTIL,
    ...more,
  }
}
const say = (said: ReservationFee) => payments.tell('reservations.fee.due', said.reservationId, said)
const gone = (said: ReservationFee, version = 2): ReservationFee => ({
  ...said,
  feeId: newId(),
  version,
  amountMinor: 0,
  exclVatMinor: 0,
  inclVatMinor: 0,
  lines: [],
})

test('a slot that was not used is billed once, however often its fee is told, and taken from the card that its user has kept', async () => {
  const said = fee()
  await payments.keep(said.userId)
  await Promise.all([say(said), say(said)])
  const bill = await payments.comesTo(said.reservationId, 'PAID')
  expect(bill).toMatchObject({ kind: 'RESERVATION', total_minor: 720, paid_minor: 720, operator_id: said.operatorId })
  expect(await payments.db.selectFrom('bill').select('id').where('user_id', '=', said.userId).execute()).toHaveLength(1)
  expect((await payments.said('payments.bill.changed', bill.id)).at(-1)).toMatchObject({
    reservationId: said.reservationId,
    sessionId: null,
    state: 'PAID',
  })
})

test('a statement names it for what it is', async () => {
  const said = fee()
  await say(said)
  await payments.comesTo(said.reservationId, 'OVERDUE')
  const [now, hour] = [Date.now(), 3_600_000]
  const period = { userId: said.userId, currency: 'EUR', from: new Date(now - hour), until: new Date(now + hour) }
  const rows = await statementRows(payments.db, period, 0, { forward: true, limit: 10, past: null, until: null })
  expect(rows.map((row) => [kindOf(row), row.amount_minor, row.subject_id])).toEqual([['RESERVATION', -720, said.reservationId]])
})

test('a fee that is let off before it was paid leaves nothing to pay', async () => {
  const said = fee()
  await say(said)
  await payments.comesTo(said.reservationId, 'OVERDUE')
  await say(gone(said))
  expect(await payments.comesTo(said.reservationId, 'PAID')).toMatchObject({ total_minor: 0, paid_minor: 0, blocks: false })
})

test('a fee that is let off after it was paid goes back, once, and the operator has none of it', async () => {
  const said = fee()
  await payments.keep(said.userId)
  await say(said)
  await payments.comesTo(said.reservationId, 'PAID')
  await Promise.all([say(gone(said)), say(gone(said))])
  const bill = await payments.comesTo(said.reservationId, 'PAID', ({ refunded_minor }) => refunded_minor > 0)
  expect(bill).toMatchObject({ total_minor: 0, refunded_minor: 720 })
  expect(await payments.db.selectFrom('refund').select('amount_minor').where('bill_id', '=', bill.id).execute()).toHaveLength(1)
  expect((await payments.accounts(said.operatorId))['OPERATOR_PAYABLE'] ?? 0).toBe(0)
})

test('an older version that comes late changes nothing, and what was let off before it was known makes no bill', async () => {
  const said = fee()
  await say(gone(said))
  await say(said)
  expect(await payments.db.selectFrom('bill').select('id').where('user_id', '=', said.userId).execute()).toEqual([])
})

test('another amount is one movement: the difference alone is paid', async () => {
  const said = fee()
  await payments.keep(said.userId)
  await say(said)
  await payments.comesTo(said.reservationId, 'PAID')
  await say(fee({ ...said, feeId: newId(), version: 2, amountMinor: 1_080 }))
  const bill = await payments.comesTo(said.reservationId, 'PAID', ({ paid_minor }) => paid_minor > 720)
  expect(bill).toMatchObject({ total_minor: 1_080, paid_minor: 1_080 })
})

test('a fee of another currency or of another driver than its bill is not booked: somebody has to look', async () => {
  const said = fee()
  await say(said)
  const other = { ...said, feeId: newId(), version: 2 }
  await say({ ...other, currency: 'CHF' })
  await say({ ...other, userId: newId() })
  const bills = await payments.db.selectFrom('bill').selectAll().where('subject_id', '=', said.reservationId).execute()
  expect(bills).toMatchObject([{ currency: 'EUR', total_minor: 720, user_id: said.userId }])
  const records = payments.db
    .selectFrom('bill_record')
    .select('cdr_id')
    .where('bill_id', '=', bills[0]?.id ?? '')
  expect(await records.execute()).toEqual([{ cdr_id: said.feeId }])
})

test('a slot of the sandbox is billed to nobody', async () => {
  const said = fee({ operatorId: sandboxOf(newId()) })
  await say(said)
  expect(await payments.db.selectFrom('bill').select('id').where('user_id', '=', said.userId).execute()).toEqual([])
})

test('its record has what its invoice says, with and without VAT; of nothing no invoice is written', async () => {
  const said = fee()
  await say(said)
  const bill = await payments.comesTo(said.reservationId, 'OVERDUE')
  const waived = gone(said)
  await say(waived)
  await payments.comesTo(said.reservationId, 'PAID')
  const records = await payments.db.selectFrom('bill_record').select(['cdr_id', 'data']).where('bill_id', '=', bill.id).execute()
  const dataOf = (id: string) => records.find(({ cdr_id }) => cdr_id === id)?.data
  expect(dataOf(said.feeId)).toMatchObject({ exclVatMinor: 600, inclVatMinor: 720, startedAt: FROM, endedAt: UNTIL })
  expect(dataOf(waived.feeId)).toBeNull()
})

test('how far a fee is known is kept, and nothing is blocked for a slot: the database says so', async () => {
  const said = fee()
  await say(said)
  const bill = await payments.comesTo(said.reservationId, 'OVERDUE')
  const { db } = payments
  await expect(db.deleteFrom('reservation_fee').where('reservation_id', '=', said.reservationId).execute()).rejects.toThrow(
    'permission denied',
  )
  const held = await db
    .updateTable('bill')
    .set({ hold_id: newId() })
    .where('id', '=', bill.id)
    .execute()
    .catch((error: unknown) => error)
  expect(violates(held, 'bill_reservation')).toBe(true)
})
