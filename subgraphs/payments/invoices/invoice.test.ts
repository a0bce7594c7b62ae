import { once } from 'node:events'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { DomainError } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { signStorageLink } from '#lib/storage.ts'
import { admin, keyOf, newUser, userCaller, type User } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { until } from '../../../test/until.ts'
import type { Services } from '../context.ts'
import { openPayments } from '../payments.fixture.ts'
import { publicListener } from '../public.ts'
import { billed, inBusiness, written } from './issue.fixture.ts'
import { issueCreditNote, issueInvoice } from './issue.handler.ts'
import { invoiceUrl, receiptUrl } from '../links.ts'
import { receiptOf } from './receipt.ts'
import { dataOf } from './write.ts'

let payments: Awaited<ReturnType<typeof openPayments>>
const stack = new AsyncDisposableStack()
beforeAll(async () => {
  payments = stack.use(await openPayments({ config: { sweepMs: 50, feeBasisPoints: 150 } }))
  const server = createServer(payments.app.open)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  stack.defer(() => void server.close())
  payments.config.publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => stack.disposeAsync())

const operatorCaller = () => userCaller(['OPERATOR'])
const trx = <Result>(work: (trx: Parameters<typeof issueInvoice>[0]) => Promise<Result>) => payments.db.transaction().execute(work)

/** An operator in business and a driver with an invoice of theirs. */
async function sold({ operator = operatorCaller(), driver = newUser() }: { operator?: User; driver?: User } = {}) {
  await inBusiness(payments, operator.userId)
  const what = await billed(payments, operator.userId, { userId: driver.userId })
  await trx((trx) => issueInvoice(trx, payments.config, what))
  const invoice = (await written(payments, operator.userId)).at(-1)
  if (!invoice) throw new Error('an invoice')
  return { operator, driver, what, invoice }
}

interface Shown {
  id: string
  number: string
  kind: string
  total: { amount: string }
  pdfUrl: string
  xmlUrl: string
}
const FIELDS = 'id number kind total { amount } pdfUrl xmlUrl'
const one = async (caller: Caller, id: string) =>
  (await payments.ask<{ invoice: Shown | null }>(caller, `query ($id: UUID!) { invoice(id: $id) { ${FIELDS} } }`, { id })).data
    ?.invoice

test('an address that is none is answered, by a process that goes on', async () => {
  const { port } = new URL(payments.config.publicUrl)
  const status = (path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      get({ host: '127.0.0.1', port, path, agent: false }, (response) => resolve(response.resume().statusCode)).on('error', reject)
    })
  const strange = ['/constructor/x', '/__proto__/x', '/toString', '/hasOwnProperty/']
  for (const path of ['//', '/\\', 'http://[', 'http://payments:99999/documents/x', ...strange])
    expect(await status(path), path).toBe(404)
})

test('what fails, or is too much, is answered, and only below the address that the box has', async () => {
  const { driver, invoice } = await sold()
  const { pdfUrl = '' } = (await one(driver, invoice.id)) ?? {}
  const broken = () => Promise.reject(new Error('broken'))
  const busy = () => Promise.reject(new DomainError('UNAVAILABLE', 'Too many.'))
  const log = createLog('payments', { level: 'silent' })
  const answer = async (render: () => Promise<never>, path: string) => {
    const config = { ...payments.config, publicUrl: 'http://payments.example/pay' }
    const renderer = { render, [Symbol.asyncDispose]: () => Promise.resolve() }
    const services = { config, log, db: payments.db, renderer } as unknown as Services
    const server = createServer(publicListener(services)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    try {
      const { pathname, search } = new URL(pdfUrl)
      const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}${pathname}${search}`)
      return [response.status, response.headers.get('retry-after'), response.headers.get('referrer-policy')]
    } finally {
      server.close()
    }
  }
  expect(await answer(broken, '/pay')).toEqual([500, null, null])
  expect(await answer(busy, '/pay')).toEqual([503, '5', 'no-referrer'])
  expect(await answer(busy, '/pax')).toEqual([404, null, null])
})

test('a link to a file is good for a quarter of an hour, and one to a receipt for 30 days: a guest has nothing else', () => {
  const seconds = (url: string) => Number(new URL(url).searchParams.get('until')) - Date.now() / 1_000
  const file = seconds(invoiceUrl(payments.config, newId(), 'pdf'))
  const page = seconds(receiptUrl(payments.config, newId()))
  expect([file > 840, file <= 900, page > 29 * 86_400, page <= 30 * 86_400]).toEqual([true, true, true, true])
})

describe('a link to a file', () => {
  test('gives the PDF and the XML to whoever has it', async () => {
    const { driver, invoice } = await sold()
    const shown = await one(driver, invoice.id)
    const pdf = await fetch(shown?.pdfUrl ?? '')
    expect(pdf.status).toBe(200)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(pdf.headers.get('content-disposition')).toBe(`inline; filename="${invoice.number}.pdf"`)
    expect(pdf.headers.get('cache-control')).toBe('private, no-store')
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 8)
        .toString(),
    ).toBe('%PDF-1.7')
    const xml = await fetch(shown?.xmlUrl ?? '')
    expect(xml.headers.get('content-disposition')).toBe(`attachment; filename="${invoice.number}.xml"`)
    expect(await xml.text()).toContain(`<ram:ID>${invoice.number}</ram:ID>`)
    const head = await fetch(shown?.pdfUrl ?? '', { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  test('is opened by 250 at once, and they do not wait for each other', async () => {
    const { driver, invoice } = await sold()
    const { pdfUrl = '' } = (await one(driver, invoice.id)) ?? {}
    const opened = await Promise.all(
      Array.from({ length: 250 }, () => fetch(pdfUrl).then((each) => each.bytes().then(() => each.status))),
    )
    expect(new Set(opened)).toEqual(new Set([200]))
  })

  test('that is too old, of another invoice, of another file or not ours is refused, and tells nothing', async () => {
    const { driver, invoice } = await sold()
    const other = await sold()
    const { pdfUrl = '' } = (await one(driver, invoice.id)) ?? {}
    const { publicUrl, linkSecret: secret } = payments.config
    const old = signStorageLink({ publicUrl: `${publicUrl}documents/`, secret }, 'GET', `invoices/${invoice.id}.pdf`, 1_700_000_000)
    const forged = signStorageLink(
      { publicUrl: `${publicUrl}documents/`, secret: 'x'.repeat(32) },
      'GET',
      `invoices/${invoice.id}.pdf`,
    )
    const bad = [
      old,
      forged,
      pdfUrl.replace(invoice.id, other.invoice.id),
      pdfUrl.replace('.pdf', '.xml'),
      pdfUrl.replace(/until=\d+/, 'until=9999999999'),
      pdfUrl.replace(/signature=.*/, ''),
      pdfUrl.replace(/\?.*/, ''),
    ]
    for (const url of bad) {
      const response = await fetch(url)
      expect([url, response.status]).toEqual([url, 403])
      expect(await response.text()).toMatch(/^This link is not good/)
    }
    const missing = signStorageLink({ publicUrl: `${publicUrl}documents/`, secret }, 'GET', `invoices/${newId()}.pdf`)
    expect((await fetch(missing)).status).toBe(404)
    expect((await fetch(pdfUrl, { method: 'DELETE' })).status).toBe(405)
  })

  test('gives the same bytes after the operator has moved, and those of today for what is sold today', async () => {
    const { operator, driver, invoice } = await sold()
    const file = async (id: string) => {
      const response = await fetch((await one(driver, id))?.pdfUrl ?? '')
      expect(response.status).toBe(200)
      return Buffer.from(await response.arrayBuffer())
    }
    const before = await file(invoice.id)
    await inBusiness(payments, operator.userId, { legal_name: 'Stroom & Zonen NV', city: 'Gent', country: 'BE', language: 'fr' })
    expect((await file(invoice.id)).equals(before)).toBe(true)
    const next = await billed(payments, operator.userId, { userId: driver.userId })
    await trx((trx) => issueInvoice(trx, payments.config, next))
    const [, latest] = await written(payments, operator.userId)
    expect(latest).toMatchObject({ issuer: { name: 'Stroom & Zonen NV', address: { city: 'Gent' } }, language: 'fr' })
  })

  test('a row that somebody has changed behind our back is not shown as the invoice it was', async () => {
    const { invoice } = await sold()
    const row = await payments.db.selectFrom('invoice').selectAll().where('id', '=', invoice.id).executeTakeFirstOrThrow()
    expect(dataOf(row).inclVatMinor).toBe(1_428)
    expect(() => dataOf({ ...row, data: row.data.replace('1428', '1') })).toThrow('not those that were written')
  })
})

describe('a receipt', () => {
  test('shows what was paid before the invoice is written, and then the invoices, in HTML that nobody can write into', async () => {
    const operator = operatorCaller()
    const what = await billed(payments, operator.userId)
    await trx((trx) => issueInvoice(trx, payments.config, what))
    const url = receiptUrl(payments.config, what.bill.id)
    const early = await fetch(url)
    expect(early.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await early.text()).toContain('The invoice is not written yet.')
    await inBusiness(payments, operator.userId, { legal_name: '<script>alert(1)</script>', language: 'en' })
    await until(async () => (await written(payments, operator.userId)).length === 1)
    const page = await (await fetch(url)).text()
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;: €14.28')
    expect(page).not.toContain('<script')
    expect(page).toContain('Energy charged: 20.2 kWh, Parking time: 0:45:00')
    expect(page).not.toContain('Paid back')
    await payments.db.updateTable('bill').set({ paid_minor: 1_428, refunded_minor: 428 }).where('id', '=', what.bill.id).execute()
    expect(await (await fetch(url)).text()).toContain('Paid back: €4.28')
    expect(page).toContain('<bdi>Garage Zuid, Laan 7, Utrecht, NL</bdi>')
    const link = /href="([^"]+\.pdf[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect((await fetch(link)).headers.get('content-type')).toBe('application/pdf')
    expect((await fetch(url.replace(what.bill.id, newId()))).status).toBe(403)
  })

  test('of what was tried in a sandbox says so for good, and that of what was paid never does', async () => {
    const operator = operatorCaller()
    await inBusiness(payments, operator.userId, { language: 'en' })
    const sandbox = { ...payments.config, stripeKey: 'sk_test_1' }
    const [tried, paid] = [await billed(payments, operator.userId), await billed(payments, operator.userId)]
    await trx((trx) => issueInvoice(trx, sandbox, tried))
    await trx((trx) => issueInvoice(trx, payments.config, paid))
    expect(await receiptOf(payments.db, payments.config, tried.bill.id)).toContain('SANDBOX')
    expect(await receiptOf(payments.db, sandbox, paid.bill.id)).not.toContain('SANDBOX')
  })
})

test('a bill shows its invoices to who pays it and to its operator, and its receipt to the payer alone', async () => {
  const { operator, driver, what, invoice } = await sold()
  const bill = async (caller: Caller) =>
    (
      await payments.ask<{ bill: { invoices: { number: string }[]; receiptUrl: string | null } | null }>(
        caller,
        `query ($id: UUID!) { bill(id: $id) { invoices { number } receiptUrl } }`,
        { id: what.bill.id },
      )
    ).data?.bill
  const seen = await bill(driver)
  expect(seen?.invoices).toEqual([{ number: invoice.number }])
  expect((await fetch(seen?.receiptUrl ?? '')).status).toBe(200)
  expect(await bill(operator)).toEqual({ invoices: [{ number: invoice.number }], receiptUrl: null })
  expect(await bill(newUser())).toBeNull()
})

test('what charging bills is invoiced, and what it takes back is credited, by the events alone', async () => {
  const operator = operatorCaller()
  await inBusiness(payments, operator.userId)
  const { bill, record, paidMinor } = await billed(payments, operator.userId)
  const told = { stationId: newId(), energyWh: 20_123, currency: 'EUR', sessionId: newId(), userId: bill.user_id }
  const first = { ...told, cdrId: newId(), amountMinor: paidMinor, creditOf: null, bill: record }
  await payments.tell('charging.cdr.issued', told.sessionId, first)
  await until(async () => (await written(payments, operator.userId)).length === 1)
  const back = { ...first, cdrId: newId(), amountMinor: -paidMinor, creditOf: first.cdrId }
  await payments.tell('charging.cdr.issued', told.sessionId, back)
  await payments.tell('charging.cdr.issued', told.sessionId, { ...first, cdrId: newId() })
  const all = await until(async () => {
    const found = await written(payments, operator.userId)
    return found.length === 3 && found
  })
  expect(all.map(({ kind, inclVatMinor, paidMinor: paid }) => [kind, inclVatMinor, paid])).toEqual([
    ['INVOICE', 1_428, 0],
    ['CREDIT_NOTE', 1_428, 1_428],
    ['INVOICE', 1_428, 0],
  ])
  // Where it was charged stands everywhere, and each table comes by its link as it comes in the graph.
  const place = { name: 'Garage Zuid', street: 'Laan 7', city: 'Utrecht', country: 'NL' }
  const [line, moment] = [
    '"Garage Zuid, Laan 7, Utrecht, NL"',
    (days: number) => new Date(Date.now() + days * 86_400_000).toISOString(),
  ]
  const driver = userCaller(['DRIVER'], bill.user_id)
  const shown = await payments.ask<{ invoices: { edges: { node: { place: object } }[] } }>(
    driver,
    `query ($id: UUID!) { invoices(filter: { userId: $id }) { edges { node { place { name street city country } } } } }`,
    { id: bill.user_id },
  )
  expect(shown.data?.invoices.edges.map(({ node }) => node.place)).toEqual([place, place, place])
  const month = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', year: 'numeric', month: '2-digit' }).format(
    new Date(),
  )
  for (const [caller, query, rows] of [
    [operator, '{ table: invoiceTable { csv url } }', 3],
    [operator, `{ table: operatorStatementTable(input: { month: "${month}", currency: "EUR" }) { csv url } }`, 2],
    [driver, `{ table: statementTable(currency: "EUR", from: "${moment(-1)}", until: "${moment(1)}") { csv url } }`, 1],
  ] as const) {
    const { data, errors } = await payments.ask<{ table: { csv: string; url: string } }>(caller, query)
    expect(errors).toBeUndefined()
    const file = await fetch(data?.table.url ?? '')
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    const text = await file.text()
    expect(text).toBe(data?.table.csv)
    expect(text.split(line).length - 1, query).toBe(rows)
  }
  const { data } = await payments.ask<{ table: { url: string } }>(operator, '{ table: invoiceTable { url } }')
  const other = await payments.ask<{ table: { url: string } }>(operatorCaller(), '{ table: invoiceTable(after: "x") { url } }')
  const [mine = '', theirs = ''] = [data?.table.url, other.data?.table.url]
  expect((await fetch(mine.replace(/invoices\/[^?]+/, /invoices\/[^?]+/.exec(theirs)?.[0] ?? ''))).status).toBe(403)
  expect((await fetch(mine.replace('tables/invoices', 'tables/statement'))).status).toBe(403)
  expect((await fetch(theirs)).status).toBe(404)
})

describe('a list of invoices', () => {
  const listed = async (caller: Caller, filter: object) => {
    const query = `query ($filter: InvoiceFilter) { invoices(filter: $filter, first: 100) { edges { node { id } } } }`
    const answer = await payments.ask<{ invoices: { edges: { node: { id: string } }[] } }>(caller, query, { filter })
    return { ...fault(answer), ids: answer.data?.invoices.edges.map(({ node }) => node.id) }
  }

  test('is for its buyer, its issuer and admins; others see nothing of it', async () => {
    const { operator, driver, invoice } = await sold()
    for (const caller of [operator, driver, admin, keyOf(operator.userId, ['billing:read'])])
      expect(await one(caller, invoice.id)).toMatchObject({ id: invoice.id, total: { amount: '14.28' } })
    for (const caller of [operatorCaller(), newUser(), ANONYMOUS, keyOf(operator.userId, ['sessions:read'])])
      expect(await one(caller, invoice.id)).toBeNull()
    expect((await listed(operator, {})).ids).toEqual([invoice.id])
    expect((await listed(driver, { userId: driver.userId })).ids).toEqual([invoice.id])
    expect((await listed(admin, { operatorId: operator.userId })).ids).toEqual([invoice.id])
    expect(await listed(operatorCaller(), { operatorId: operator.userId })).toMatchObject({
      code: 'NOT_FOUND',
      path: ['filter', 'operatorId'],
    })
    expect((await listed(operatorCaller(), { userId: driver.userId })).ids).toEqual([])
    expect((await listed(newUser(), { userId: driver.userId })).code).toBe('FORBIDDEN')
    expect((await listed(ANONYMOUS, {})).code).toBe('UNAUTHENTICATED')
  })

  test('of a month pages, the newest first, and comes as CSV in which credit notes are negative', async () => {
    const operator = operatorCaller()
    const driver = newUser()
    await inBusiness(payments, operator.userId)
    for (const at of ['2026-10-31T22:59:59Z', '2026-10-31T23:00:00Z', '2026-11-30T22:59:59Z', '2026-11-30T23:00:00Z']) {
      const what = await billed(payments, operator.userId, { userId: driver.userId })
      await trx((trx) => issueInvoice(trx, payments.config, { ...what, at: new Date(at) }))
      if (at.includes('11-30T22'))
        await trx((trx) =>
          issueCreditNote(trx, payments.config, {
            bill: what.bill,
            causeId: newId(),
            amountMinor: 100,
            reason: '=1+1',
            at: new Date(at),
          }),
        )
    }
    const [from, until] = ['2026-10-31T23:00:00Z', '2026-11-30T23:00:00Z']
    const query = `query ($id: ID!, $from: DateTime, $until: DateTime, $after: String) {
      _entities(representations: [{ __typename: "User", id: $id }]) {
        ... on User { invoices(from: $from, until: $until, first: 2, after: $after) { edges { node { number kind } } pageInfo { hasNextPage endCursor } } }
      } }`
    interface Answer {
      _entities: [{ invoices: { edges: { node: Shown }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }]
    }
    const page = async (after: string | null) => {
      const { data, errors } = await payments.ask<Answer>(driver, query, {
        id: driver.userId,
        from,
        until,
        after,
      })
      if (!data) throw new Error(JSON.stringify(errors))
      return data._entities[0].invoices
    }
    const first = await page(null)
    expect(first.edges.map(({ node }) => [node.number, node.kind])).toEqual([
      ['2026-000004', 'CREDIT_NOTE'],
      ['2026-000003', 'INVOICE'],
    ])
    const second = await page(first.pageInfo.endCursor)
    expect([second.edges.map(({ node }) => node.number), second.pageInfo.hasNextPage]).toEqual([['2026-000002'], false])

    const table = await payments.ask<{ invoiceTable: { csv: string; next: string | null } }>(
      operator,
      `query ($filter: InvoiceFilter) { invoiceTable(filter: $filter) { csv next } }`,
      { filter: { from, until } },
    )
    const rows =
      table.data?.invoiceTable.csv
        .trim()
        .split(/\r?\n/)
        .map((row) => row.split(',')) ?? []
    const column = rows[0]?.indexOf('incl_vat') ?? -1
    expect(rows.slice(1).map((row) => [row[0], row[1], row[column]])).toEqual([
      ['2026-000004', 'CREDIT_NOTE', '-1.00'],
      ['2026-000003', 'INVOICE', '14.28'],
      ['2026-000002', 'INVOICE', '14.28'],
    ])
  })
})

describe('business data', () => {
  const SAVE = `mutation ($input: SaveBusinessInput!) { saveBusiness(input: $input) { saved { legalName vatId } feeBasisPoints invoicesWaiting { count } } }`
  const INPUT = {
    legalName: 'Stroom BV',
    street: 'Kade 1',
    postalCode: '1011 AB',
    city: 'Amsterdam',
    country: 'NL',
    vatId: 'nl 123456789 b01',
    timeZone: 'Europe/Amsterdam',
    language: 'NL',
  }
  const WAITING = `query ($id: UUID) { operatorBusiness(operatorId: $id) { saved { city } feeBasisPoints invoicesWaiting { count } } }`

  test('is missed until the operator saves it: operator and admins are told how many invoices wait', async () => {
    const operator = operatorCaller()
    for (const what of [await billed(payments, operator.userId), await billed(payments, operator.userId)])
      await trx((trx) => issueInvoice(trx, payments.config, what))
    const before = { saved: null, feeBasisPoints: 150, invoicesWaiting: { count: 2 } }
    expect((await payments.ask(operator, WAITING)).data).toEqual({ operatorBusiness: before })
    expect((await payments.ask(admin, WAITING, { id: operator.userId })).data).toEqual({ operatorBusiness: before })
    expect(fault(await payments.ask(operatorCaller(), WAITING, { id: operator.userId }))).toEqual({
      code: 'NOT_FOUND',
      path: ['operatorId'],
    })
    const all = await payments.ask<{ invoicesWaiting: { edges: { node: { operator: { id: string }; count: number } }[] } }>(
      admin,
      `{ invoicesWaiting(first: 100) { edges { node { operator { id } count } } } }`,
    )
    expect(all.data?.invoicesWaiting.edges.map(({ node }) => node)).toContainEqual({ operator: { id: operator.userId }, count: 2 })
    // Another operator is none that anybody is told of.
    expect(fault(await payments.ask(operatorCaller(), WAITING, { id: operator.userId })).code).toBe('NOT_FOUND')
    expect(fault(await payments.ask(keyOf(operator.userId, ['sessions:read']), WAITING)).code).toBe('FORBIDDEN')
    expect(fault(await payments.ask(operator, `{ invoicesWaiting { edges { cursor } } }`)).code).toBe('FORBIDDEN')
    const saved = await payments.ask(operator, SAVE, { input: INPUT })
    expect(saved.data).toMatchObject({ saveBusiness: { saved: { legalName: 'Stroom BV', vatId: 'NL123456789B01' } } })
    await until(async () => (await written(payments, operator.userId)).length === 2)
    expect((await payments.ask(operator, WAITING)).data).toEqual({
      operatorBusiness: { saved: { city: 'Amsterdam' }, feeBasisPoints: 150, invoicesWaiting: null },
    })
  })

  test('has a fee that admins alone set, and who did is noted', async () => {
    const operator = operatorCaller()
    const fee = (caller: Caller) =>
      payments.ask(
        caller,
        `mutation ($id: UUID!) { setOperatorFee(input: { operatorId: $id, basisPoints: 250 }) { feeBasisPoints } }`,
        { id: operator.userId },
      )
    expect(fault(await fee(operator)).code).toBe('FORBIDDEN')
    // Nor whose fee it is, admin or not.
    expect(fault(await fee(userCaller(['OPERATOR', 'ADMIN'], operator.userId))).code).toBe('FORBIDDEN')
    expect((await fee(admin)).data).toEqual({ setOperatorFee: { feeBasisPoints: 250 } })
    const noted = await payments.db.selectFrom('audit').selectAll().where('subject_id', '=', operator.userId).execute()
    expect(noted).toMatchObject([{ actor_id: admin.userId, action: 'fee.set', detail: { before: 150, basisPoints: 250 } }])
  })

  test('of a buyer stands on later invoices in their language, is seen by nobody else, and goes when they go', async () => {
    const driver = newUser()
    const address = { name: 'Zoë', street: 'Laan 2', postalCode: '', city: 'Gent', country: 'BE', language: 'FR' }
    const saved = await payments.ask(
      driver,
      `mutation ($input: SaveBillingAddressInput!) { saveBillingAddress(input: $input) { billingAddress { city vatId } } }`,
      { input: address },
    )
    expect(saved.data).toEqual({ saveBillingAddress: { billingAddress: { city: 'Gent', vatId: null } } })
    const { invoice } = await sold({ driver })
    expect(invoice).toMatchObject({ language: 'fr', buyer: { name: 'Zoë', address: { city: 'Gent' } } })
    const seen = await payments.ask(
      operatorCaller(),
      `query ($id: ID!) { _entities(representations: [{ __typename: "User", id: $id }]) { ... on User { billingAddress { city } } } }`,
      { id: driver.userId },
    )
    expect(seen.data).toEqual({ _entities: [{ billingAddress: null }] })
    const gone = await payments.ask(driver, `mutation { removeBillingAddress { billingAddress { city } } }`)
    expect(gone.data).toEqual({ removeBillingAddress: { billingAddress: null } })
    expect(await payments.db.selectFrom('invoice').select('id').where('id', '=', invoice.id).execute()).toHaveLength(1)
  })
})

describe('who leaves', () => {
  const judged = async (userId: string, round: number) => {
    await payments.tell('accounts.deletion.proposed', userId, { deletionId: newId(), userId, round })
    return until(async () =>
      (await payments.said('person.leaving.judged', `${userId} payments`)).find((one) => one.round === round),
    )
  }

  test('as an operator stays while invoices wait for their business', async () => {
    const operator = operatorCaller()
    const what = await billed(payments, operator.userId)
    await trx((trx) => issueInvoice(trx, payments.config, what))
    expect(await judged(operator.userId, 1)).toMatchObject({ hold: { passes: false, text: expect.stringContaining('business') } })
    await inBusiness(payments, operator.userId)
    await until(async () => (await written(payments, operator.userId)).length === 1)
    expect(await judged(operator.userId, 2)).toMatchObject({ hold: null })
  })

  test('leaves their invoices to the law, and takes their address along', async () => {
    const driver = newUser()
    await payments.ask(
      driver,
      `mutation { saveBillingAddress(input: { name: "Zoë", street: "Laan 2", postalCode: "", city: "Gent", country: "BE" }) { id } }`,
    )
    const { invoice, operator } = await sold({ driver })
    for (const { userId } of [driver, operator]) {
      await payments.tell('accounts.user.deleted', userId, { userId, deletedAt: new Date().toISOString() })
      await until(
        async () => (await payments.db.selectFrom('forgotten').selectAll().where('user_id', '=', userId).execute()).length === 1,
      )
    }
    expect(await payments.db.selectFrom('billing_address').select('name').where('user_id', '=', driver.userId).execute()).toEqual(
      [],
    )
    expect(await payments.db.selectFrom('business').select('city').where('operator_id', '=', operator.userId).execute()).toEqual([])
    const { pdfUrl = '' } = (await one(admin, invoice.id)) ?? {}
    expect((await fetch(pdfUrl)).status).toBe(200)
    expect((await written(payments, operator.userId))[0]).toMatchObject({ buyer: { name: 'Zoë' }, issuer: { name: 'Stroom BV' } })
  })
})
