import { sql } from 'kysely'
import type { EventCatalogue, RecordBill } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { startStripe } from '../../../test/stripe.ts'
import { until } from '../../../test/until.ts'
import { insertEvent } from '../operations/event.queries.ts'
import { begin } from '../operations/begin.ts'
import { toppedUp } from '../ledger/journals.ts'
import { openPayments } from '../payments.fixture.ts'
import { createStripe } from '../providers/stripe.ts'
import type { Reading } from '../providers/provider.ts'
import type { Bill, Trx } from '../tables.ts'
import { lockBill } from './bill.queries.ts'
import { dunBill } from './dunning.handler.ts'

/** Payments with Stripe's counterpart at the wire. `providers: false`: nobody takes cards. */
export async function openBills({ providers = true } = {}) {
  await using stack = new AsyncDisposableStack()
  const stripe = stack.use(await startStripe())
  const provider = createStripe({ ...stripe, webhookSecrets: ['whsec_test'] })
  const payments = stack.use(
    await openPayments({ providers: new Map(providers ? [['stripe', provider]] : []), config: { topUps: true } }),
  )
  const { db, tell } = payments
  const { control } = stripe
  const work = {
    config: payments.config,
    log: createLog('payments', { level: 'silent' }),
    providers: new Map(providers ? [['stripe', provider] as const] : []),
  }
  const inTrx = <Result>(work: (trx: Trx) => Promise<Result>) => db.transaction().execute(work)
  const wake = () => sql`SELECT pg_notify('payments_due', '')`.execute(db)

  const billOf = (sessionId: string): Promise<Bill> =>
    db.selectFrom('bill').selectAll().where('subject_id', '=', sessionId).executeTakeFirstOrThrow()
  const comesTo = (sessionId: string, state: Bill['state'], more: (bill: Bill) => boolean = () => true) =>
    until(async () => {
      const bill = await billOf(sessionId)
      return bill.state === state && more(bill) ? bill : null
    })

  const issued = (
    session: { sessionId: string; userId: string | null; operatorId?: string },
    amountMinor: number,
    more: Partial<EventCatalogue['charging.cdr.issued']> & { currency?: string } = {},
  ): EventCatalogue['charging.cdr.issued'] => ({
    cdrId: newId(),
    stationId: newId(),
    energyWh: 10_000,
    currency: 'EUR',
    creditOf: null,
    sessionId: session.sessionId,
    userId: session.userId,
    amountMinor,
    bill: recordBill(amountMinor, session.operatorId ?? null),
    ...more,
  })
  /** A record of a session; gives what was told. */
  const record = async (...given: Parameters<typeof issued>) => {
    const data = issued(...given)
    await tell('charging.cdr.issued', data.sessionId, data)
    return data
  }
  /** Takes a record back, and bills another amount; null: that is not known yet. */
  const correct = async (wrong: EventCatalogue['charging.cdr.issued'], amountMinor: number | null) => {
    const { currency, userId, sessionId } = wrong
    await record({ sessionId, userId }, -wrong.amountMinor, { currency, creditOf: wrong.cdrId })
    const operatorId = wrong.bill?.operatorId
    return amountMinor === null
      ? wrong
      : record({ sessionId, userId, ...(operatorId != null && { operatorId }) }, amountMinor, { currency })
  }

  /** A card that its user has kept, as the one that is charged while they are away. */
  async function keep(userId: string, card = 'pm_card_visa', isDefault = true) {
    const { customerId, methodId } = control.keepCard(card)
    const id = newId()
    if (isDefault) await db.updateTable('payment_method').set({ is_default: false }).where('user_id', '=', userId).execute()
    await db
      .insertInto('payment_method')
      .values({
        id,
        user_id: userId,
        provider: 'stripe',
        state: 'ACTIVE',
        method_id: methodId,
        customer_id: customerId,
        kind: 'CARD',
        label: 'visa •••• 4242',
        is_default: isDefault,
        idempotency_key: newId(),
      })
      .execute()
    return { id, customerId, methodId }
  }

  /** A session that a user has begun with a hold of a card. */
  async function held(amountMinor: number, { currency = 'EUR', userId = newId(), card = 'pm_card_visa' } = {}) {
    const { customerId, methodId } = control.keepCard(card)
    const [sessionId, holdId] = [newId(), newId()]
    await inTrx(async (trx) => {
      await trx
        .insertInto('hold')
        .values({
          id: holdId,
          user_id: userId,
          connector_id: newId(),
          provider: 'stripe',
          state: 'CREATED',
          amount_minor: amountMinor,
          currency,
          session_id: sessionId,
          usable_until: new Date(Date.now() + 3_600_000),
          idempotency_key: newId(),
        })
        .execute()
      await begin(trx, {
        kind: 'AUTHORISE',
        provider: 'stripe',
        subject: ['HOLD', holdId],
        request: {
          payer: { userId, customerId },
          methodId,
          keepMethod: false,
          offSession: false,
          returnUrl: 'https://x.example',
          statement: 'X',
        },
        amount: { amountMinor, currency },
      })
    })
    const hold = () => db.selectFrom('hold').selectAll().where('id', '=', holdId).executeTakeFirstOrThrow()
    await until(async () => (await hold()).state === 'AUTHORISED')
    return { sessionId, userId, holdId, hold }
  }

  return {
    ...payments,
    control,
    inTrx,
    work,
    billOf,
    comesTo,
    issued,
    record,
    correct,
    keep,
    held,
    /** What the runner would look at later, it looks at now. */
    hurry: async () => {
      await db
        .updateTable('operation')
        .set({ next_at: sql<Date>`now()` })
        .where('state', '=', 'OPEN')
        .execute()
      await wake()
    },
    /** So many days after it became overdue, dunning looks at a bill; resolves when what it begins has an end. */
    dun: async (sessionId: string, days: number) => {
      const { id, overdue_at: since } = await billOf(sessionId)
      await inTrx(async (trx) => {
        // Dunning leaves out a bill that somebody else works on at the moment.
        await lockBill(trx, id)
        await dunBill(trx, work, id, new Date((since?.getTime() ?? 0) + days * 86_400_000))
      })
      await until(async () => {
        const open = await db
          .selectFrom('operation')
          .select('external_id')
          .where('subject_id', '=', id)
          .where('state', '=', 'OPEN')
          .execute()
        return open.every(({ external_id: asked }) => asked !== null)
      })
    },
    /** A hook says: look. */
    hook: async (kind: Reading['kind'], externalId: string) => {
      await insertEvent(db, 'stripe', { eventId: newId(), type: 'test', about: { kind, externalId } })
      await wake()
    },
    fill: (userId: string, amountMinor: number, currency = 'EUR') =>
      inTrx((trx) => toppedUp(trx, { topUpId: newId(), userId, provider: 'stripe', currency, amountMinor })),
    inWallet: async (userId: string) =>
      (await db.selectFrom('wallet').select('balance_minor').where('user_id', '=', userId).executeTakeFirst())?.balance_minor ?? 0,
    refundsOf: (billId: string) => db.selectFrom('refund').selectAll().where('bill_id', '=', billId).orderBy('id').execute(),
    paymentsOf: (billId: string) =>
      db.selectFrom('payment').selectAll().where('bill_id', '=', billId).orderBy('at').orderBy('id').execute(),
    /** What the counterpart has taken of a user's bill, and given back, by its own books. */
    atProvider: async (billId: string) => {
      const rows = await db.selectFrom('payment').select('external_id').where('bill_id', '=', billId).execute()
      const sum = { taken: 0, refunded: 0 }
      for (const { external_id: id } of rows) {
        const { capturedMinor, refundedMinor } = (await provider.read('PAYMENT', id)) as Reading & { kind: 'PAYMENT' }
        sum.taken += capturedMinor
        sum.refunded += refundedMinor
      }
      return sum
    },
    /** What accounts of an owner come to: a debit is positive. */
    accounts: async (ownerId: string) => {
      const rows = await db
        .selectFrom('entry')
        .innerJoin('account', 'account.id', 'entry.account_id')
        .where('owner_id', '=', ownerId)
        .groupBy('kind')
        .select(['kind', sql<number>`sum(amount_minor)::bigint`.as('sum')])
        .execute()
      return Object.fromEntries(rows.filter(({ sum }) => sum !== 0).map(({ kind, sum }) => [kind, sum]))
    },
    [Symbol.asyncDispose]: (
      (opened) => () =>
        opened.disposeAsync()
    )(stack.move()),
  }
}

export const recordBill = (amountMinor: number, operatorId: string | null): RecordBill => ({
  operatorId,
  partnerId: null,
  connectorId: newId(),
  startedAt: '2026-11-20T10:00:00.000Z',
  endedAt: '2026-11-20T11:00:00.000Z',
  timeZone: 'Europe/Amsterdam',
  exclVatMinor: amountMinor,
  inclVatMinor: amountMinor,
  lines: [
    {
      type: 'FLAT',
      quantity: 1,
      billedQuantity: 1,
      price: Math.abs(amountMinor) / 100,
      vat: 0,
      stepSize: 1,
      exclVatMinor: amountMinor,
      inclVatMinor: amountMinor,
    },
  ],
})
