import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violates } from '#db/faults.ts'
import { newId } from '#lib/id.ts'
import { until } from '../../../test/until.ts'
import { openPayments } from '../payments.fixture.ts'
import { billed, inBusiness, written } from './issue.fixture.ts'
import { issueCreditNote, issueInvoice } from './issue.handler.ts'

let payments: Awaited<ReturnType<typeof openPayments>>
beforeAll(async () => {
  payments = await openPayments({ config: { sweepMs: 50 } })
})
afterAll(() => payments[Symbol.asyncDispose]())

type ToInvoice = Awaited<ReturnType<typeof billed>> & { at?: Date }
const issue = (what: ToInvoice) => payments.db.transaction().execute((trx) => issueInvoice(trx, payments.config, what))
const credit = (what: Parameters<typeof issueCreditNote>[2]) =>
  payments.db.transaction().execute((trx) => issueCreditNote(trx, payments.config, what))
const bills = (operatorId: string, count: number) => Promise.all(Array.from({ length: count }, () => billed(payments, operatorId)))

describe('numbers', () => {
  test('100 invoices at once have 1 to 100, without a gap', async () => {
    const operator = newId()
    await inBusiness(payments, operator)
    const all = await bills(operator, 100)
    // As many at once as have a connection; more would wait for one, and give up on a slow machine.
    const lanes = Array.from({ length: 10 }, async (_, lane) => {
      for (const what of all.filter((_each, i) => i % 10 === lane)) await issue(what)
    })
    await Promise.all(lanes)
    const numbers = (await written(payments, operator)).map(({ number }) => number.slice(5))
    expect(numbers).toEqual(Array.from({ length: 100 }, (_, i) => String(i + 1).padStart(6, '0')))
  })

  test('a transaction that is rolled back leaves no gap', async () => {
    const operator = newId()
    await inBusiness(payments, operator)
    const [first, second, third] = await bills(operator, 3)
    if (!first || !second || !third) throw new Error('three bills')
    await issue(first)
    const failing = payments.db.transaction().execute(async (trx) => {
      await issueInvoice(trx, payments.config, second)
      throw new Error('the payment failed')
    })
    await expect(failing).rejects.toThrow('the payment failed')
    await issue(third)
    expect((await written(payments, operator)).map(({ number }) => number.slice(5))).toEqual(['000001', '000002'])
  })

  test("begin anew with the year of the issuer's zone", async () => {
    const [west, east] = [newId(), newId()]
    await inBusiness(payments, west, { time_zone: 'America/New_York' })
    await inBusiness(payments, east, { time_zone: 'Asia/Tokyo' })
    for (const at of ['2026-12-31T14:59:59Z', '2026-12-31T15:00:00Z', '2027-01-01T04:59:59Z', '2027-01-01T05:00:00Z'])
      for (const operator of [west, east]) await issue({ ...(await billed(payments, operator)), at: new Date(at) })
    const numbers = async (operator: string) =>
      (await written(payments, operator)).map(({ number, issuedOn }) => [number, issuedOn])
    expect(await numbers(east)).toEqual([
      ['2026-000001', '2026-12-31'],
      ['2027-000001', '2027-01-01'],
      ['2027-000002', '2027-01-01'],
      ['2027-000003', '2027-01-01'],
    ])
    expect(await numbers(west)).toEqual([
      ['2026-000001', '2026-12-31'],
      ['2026-000002', '2026-12-31'],
      ['2026-000003', '2026-12-31'],
      ['2027-000001', '2027-01-01'],
    ])
  })

  test('cannot be drawn without an invoice, skipped, taken twice or changed: the database refuses', async () => {
    const operator = newId()
    await inBusiness(payments, operator)
    await issue(await billed(payments, operator))
    const series = (
      await payments.db.selectFrom('invoice_counter').selectAll().where('issuer_id', '=', operator).executeTakeFirstOrThrow()
    ).series
    const counter = payments.db.updateTable('invoice_counter').where('issuer_id', '=', operator)
    await expect(counter.set({ last: 2 }).execute()).rejects.toSatisfy((error) => violates(error, 'invoice_gapless'))
    await expect(counter.set({ last: 5 }).execute()).rejects.toSatisfy((error) => violates(error, 'invoice_counter_step'))
    const row = await payments.db.selectFrom('invoice').selectAll().where('issuer_id', '=', operator).executeTakeFirstOrThrow()
    const again = (number: number) =>
      payments.db
        .insertInto('invoice')
        .values({ ...row, id: newId(), cdr_id: newId(), series, number })
        .execute()
    await expect(again(1)).rejects.toSatisfy((error) => violates(error, 'invoice_number'))
    await expect(again(7)).rejects.toSatisfy((error) => violates(error, 'invoice_next'))
    await expect(payments.db.updateTable('invoice').set({ data: '{}' }).execute()).rejects.toThrow('permission denied')
    await expect(payments.db.deleteFrom('invoice').execute()).rejects.toThrow('permission denied')
  })
})

describe('an invoice', () => {
  test('is written once for a record, and told once', async () => {
    const operator = newId()
    await inBusiness(payments, operator)
    const what = await billed(payments, operator)
    await Promise.all([issue(what), issue(what), issue(what)])
    const [invoice, ...more] = await written(payments, operator)
    expect(more).toEqual([])
    expect(await payments.said('payments.invoice.issued', invoice?.id)).toEqual([
      {
        invoiceId: invoice?.id,
        billId: what.bill.id,
        userId: what.bill.user_id,
        operatorId: operator,
        number: invoice?.number,
        creditOf: null,
        totalMinor: 1_428,
        currency: 'EUR',
      },
    ])
    expect(invoice).toMatchObject({ language: 'nl', paidMinor: 1_428, sandbox: false, agent: 'Evergraph', buyer: { name: null } })
  })

  test('waits for the business of its operator, with what credits it, and is lost by nobody', async () => {
    const operator = newId()
    const [first, second] = await bills(operator, 2)
    if (!first || !second) throw new Error('two bills')
    await issue(first)
    await credit({ bill: first.bill, causeId: newId(), amountMinor: 428, reason: 'Too slow' })
    await issue(second)
    expect(await written(payments, operator)).toEqual([])
    await inBusiness(payments, operator)
    await until(async () => (await written(payments, operator)).length === 3)
    expect(
      (await written(payments, operator)).map(({ kind, number, inclVatMinor }) => [kind, number.slice(5), inclVatMinor]),
    ).toEqual([
      ['INVOICE', '000001', 1_428],
      ['CREDIT_NOTE', '000002', 428],
      ['INVOICE', '000003', 1_428],
    ])
  })

  test('is not written of what cost nothing', async () => {
    const operator = newId()
    await inBusiness(payments, operator)
    await issue(await billed(payments, operator, { cost: { currency: 'EUR', lines: [], exclVatMinor: 0, inclVatMinor: 0 } }))
    expect(await written(payments, operator)).toEqual([])
  })
})

describe('credit notes', () => {
  test('credit a record that is taken back by all that is left of its invoice, once, and the new record has an invoice of its own', async () => {
    const operator = newId()
    await inBusiness(payments, operator)
    const what = await billed(payments, operator)
    await issue(what)
    await credit({ bill: what.bill, causeId: newId(), amountMinor: 100, reason: 'Sorry' })
    const correction = { bill: what.bill, causeId: newId(), takesBack: what.cdrId, reason: null }
    await Promise.all([credit(correction), credit(correction)])
    await issue({ ...what, cdrId: newId() })
    const all = await written(payments, operator)
    expect(all.map(({ kind, inclVatMinor, credits }) => [kind, inclVatMinor, credits?.number])).toEqual([
      ['INVOICE', 1_428, undefined],
      ['CREDIT_NOTE', 100, all[0]?.number],
      ['CREDIT_NOTE', 1_328, all[0]?.number],
      ['INVOICE', 1_428, undefined],
    ])
  })

  test('at once are never more than their invoice', async () => {
    const operator = newId()
    await inBusiness(payments, operator)
    const what = await billed(payments, operator)
    await issue(what)
    await Promise.all(
      Array.from({ length: 6 }, () => credit({ bill: what.bill, causeId: newId(), amountMinor: 400, reason: null })),
    )
    const notes = (await written(payments, operator)).filter(({ kind }) => kind === 'CREDIT_NOTE')
    expect(notes.map(({ inclVatMinor }) => inclVatMinor)).toEqual([400, 400, 400, 228])
    for (const rate of [21, 9]) {
      const [of, ...credited] = (await written(payments, operator)).map(({ vat }) =>
        vat.find(({ vatPercent }) => vatPercent === rate),
      )
      expect(credited.reduce((sum, total) => sum + (total?.vatMinor ?? 0), 0)).toBe(of?.vatMinor)
    }
  })

  test('above their invoice, or of another bill, are refused by the database itself', async () => {
    const operator = newId()
    await inBusiness(payments, operator)
    const [what, other] = await bills(operator, 2)
    if (!what || !other) throw new Error('two bills')
    await issue(what)
    await issue(other)
    const [invoice] = await payments.db.selectFrom('invoice').selectAll().where('bill_id', '=', what.bill.id).execute()
    if (!invoice) throw new Error('an invoice')
    const note = (given: Partial<typeof invoice>) =>
      payments.db.transaction().execute(async (trx) => {
        await trx.updateTable('invoice_counter').set({ last: 3 }).where('issuer_id', '=', operator).execute()
        const row = {
          ...invoice,
          id: newId(),
          kind: 'CREDIT_NOTE' as const,
          number: 3,
          cdr_id: null,
          credit_of: invoice.id,
          ...given,
        }
        await trx.insertInto('invoice').values(row).execute()
      })
    await expect(note({ incl_vat_minor: 1_429, vat_minor: invoice.vat_minor + 1 })).rejects.toSatisfy((error) =>
      violates(error, 'invoice_credited'),
    )
    await expect(note({ bill_id: other.bill.id })).rejects.toSatisfy((error) => violates(error, 'invoice_credit'))
    await expect(note({ incl_vat_minor: -5, excl_vat_minor: -5, vat_minor: 0 })).rejects.toSatisfy((error) =>
      violates(error, 'invoice_positive'),
    )
    await note({})
  })
})
