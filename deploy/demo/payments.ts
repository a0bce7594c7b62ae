import { randomUUID } from 'node:crypto'
import { RefundBillDocument } from '../../clients/admin/generated/graphql.ts'
import {
  AuthorisePaymentDocument,
  BillOfSessionDocument,
  ConnectorPreauthorizationDocument,
  HoldUpdatedDocument,
  MyInvoicesDocument,
  MyPaymentMethodsDocument,
  SetUpPaymentMethodDocument,
  StartChargingDocument,
  type BillAmountsFragment,
  type HoldStateFragment,
  type StartChargingInput,
} from '../../clients/driver/generated/graphql.ts'
import { createClient, type Client } from '../../clients/sdk/client.ts'
import { EvergraphError } from '../../clients/sdk/errors.ts'
import { money } from './format.ts'
import { found, within } from './streams.ts'
import type { Teller } from './tell.ts'

interface Money {
  amountMinor: number
  currency: string
}

/** What a session's payment came to, in minor units. */
export interface Paid {
  hold: Money & { id: string }
  captured: Money
  bill: { id: string; state: string }
  invoice: Money & { number: string; pdfBytes: number; sandbox: boolean }
  refund: Money & { id: string; state: string; creditNote: string }
}

const REFUND_MINOR = 100

/** Where is paid: by a card that is kept at Stripe first, or on the page of PayPal. */
export interface Paying {
  sandboxUrl: string
  provider?: 'STRIPE' | 'PAYPAL'
}
/** Starts with a hold, which charging may not have heard of yet: then the same is asked again, as the refusal says. */
export const startWhenHeld = (client: Client, input: StartChargingInput) =>
  within(
    found(() =>
      client.execute(StartChargingDocument, { input }).then(
        ({ startCharging }) => startCharging,
        (error: unknown) => {
          if (error instanceof EvergraphError && error.code === 'HOLD_NOT_READY') return undefined
          throw error
        },
      ),
    ),
    'the hold did not become known',
  )

type Payer = Paying & { client: Client; teller: Teller }

/** Blocks what a connector asks for. */
export const blockAmount = (payer: Payer, connectorId: string): Promise<HoldStateFragment> =>
  payer.provider === 'PAYPAL' ? blockOnPage(payer, connectorId) : blockOnCard(payer, connectorId)

/** Keeps a test card, which its owner confirms at the sandbox, and blocks the amount on it. */
async function blockOnCard({ client, teller, sandboxUrl }: Payer, connectorId: string): Promise<HoldStateFragment> {
  const method = await teller.step(
    'keep a card',
    async () => {
      const input = { provider: 'STRIPE' as const, idempotencyKey: randomUUID() }
      const begun = (await client.execute(SetUpPaymentMethodDocument, { input })).setUpPaymentMethod
      await confirm(sandboxUrl, begun.clientSecret ?? '')
      return within(
        found(async () => {
          const { me } = await client.execute(MyPaymentMethodsDocument)
          return me?.paymentMethods?.edges.map(({ node }) => node).find(({ id, state }) => id === begun.id && state === 'ACTIVE')
        }),
        'the card was not kept',
      )
    },
    ({ label }) => `SANDBOX card kept: ${label}`,
    'Run the demo again: the sandbox of Stripe may have ended, or the machine was too busy to answer in time.',
  )
  return teller.step(
    'hold',
    async () => {
      const input = {
        ...(await amountAt(client, connectorId)),
        connectorId,
        paymentMethodId: method.id,
        idempotencyKey: randomUUID(),
      }
      const { authorisePayment } = await client.execute(AuthorisePaymentDocument, { input })
      if (authorisePayment.state !== 'AUTHORISED') throw new Error(`the hold is ${authorisePayment.state}`)
      return authorisePayment
    },
    ({ amount }) => `SANDBOX hold: ${money(amount)} blocked, as shown before`,
    'Run the demo again: the test card was declined, or the machine was too busy to answer in time.',
  )
}

/** Its payer agrees to the amount on the provider's page, and is kept for later charges. */
const blockOnPage = ({ client, teller }: Payer, connectorId: string): Promise<HoldStateFragment> =>
  teller.step(
    'hold',
    async () => {
      const way = { provider: 'PAYPAL' as const, keepMethod: true }
      const input = { ...(await amountAt(client, connectorId)), ...way, connectorId, idempotencyKey: randomUUID() }
      const { authorisePayment } = await client.execute(AuthorisePaymentDocument, { input })
      const page = await fetch(authorisePayment.approvalUrl ?? '', { method: 'POST', body: 'does=GOOD', redirect: 'manual' })
      if (page.status !== 303) throw new Error(`the page answers ${page.status}`)
      await using updates = client.subscribe(HoldUpdatedDocument, { id: authorisePayment.id })
      for await (const { holdUpdated } of updates) if (holdUpdated.state === 'AUTHORISED') return holdUpdated
      throw new Error('the hold was not authorised')
    },
    ({ amount }) => `SANDBOX hold: ${money(amount)} blocked by PayPal, as shown before`,
    'Run the demo again: the sandbox of PayPal may have ended, or the machine was too busy to answer in time.',
  )

/** What is shown before it is blocked. */
async function amountAt(client: Client, connectorId: string): Promise<Money> {
  const wanted = (await client.execute(ConnectorPreauthorizationDocument, { connectorId })).connector?.preauthorization
  if (!wanted) throw new Error('nothing is to be blocked at this connector')
  return wanted.amount
}

/** What becomes of a session's bill: taken from the hold, invoiced, and a part of it given back by the operator. */
export async function playPayment(options: {
  graphUrl: string
  operator: { email: string; password: string }
  client: Client
  hold: HoldStateFragment
  sessionId: string
  teller: Teller
}): Promise<Paid> {
  const { client, teller, sessionId, hold } = options
  const bill = await teller.step(
    'capture',
    () =>
      within(
        found(async () => billIf(client, sessionId, ({ state }) => state === 'PAID')),
        'the bill was not paid',
      ),
    ({ bill: { paid }, captured }) => `SANDBOX bill ${money(paid)} paid: ${money(captured)} captured, the rest of the hold let go`,
    'Run the demo again: the sandbox of Stripe may have ended, or the machine was too busy to answer in time.',
  )
  const invoice = await teller.step(
    'invoice',
    async () => {
      const written = await within(
        found(() => invoiceOf(client, 'INVOICE')),
        'no invoice was written',
      )
      const pdf = await fetch(written.pdfUrl)
      if (!pdf.ok) throw new Error(`its link answers ${pdf.status}`)
      return { ...written, pdfBytes: (await pdf.arrayBuffer()).byteLength }
    },
    ({ number, issuerName, total, vat, pdfBytes }) =>
      `Invoice ${number} of ${issuerName}: ${money(total)}, ${money(vat)} of it VAT (PDF/A-3 with EN 16931 XML, ${Math.round(pdfBytes / 1000)} kB)`,
    'The operator may not have said what its business is.',
  )
  const refund = await teller.step(
    'refund',
    async () => {
      await using operator = createClient({ url: options.graphUrl })
      await operator.signIn({ email: options.operator.email, password: options.operator.password })
      const input = {
        billId: bill.bill.id,
        amountMinor: Math.min(REFUND_MINOR, bill.bill.paid.amountMinor),
        reason: 'The cable was stiff in the cold',
        idempotencyKey: randomUUID(),
      }
      await operator.execute(RefundBillDocument, { input })
      const paid = await within(
        found(async () => billIf(client, sessionId, ({ refunds }) => refunds.some(({ state }) => state === 'SUCCEEDED'))),
        'the refund did not arrive',
      )
      const [sent] = paid.bill.refunds
      if (!sent) throw new Error('there is no refund')
      const note = await within(
        found(() => invoiceOf(client, 'CREDIT_NOTE')),
        'no credit note was written',
      )
      return { ...sent, creditNote: note.number, kept: paid.bill.paid }
    },
    ({ amount, kept, creditNote }) =>
      `SANDBOX refund ${money(amount)}, credit note ${creditNote}; ${money(kept)} of the bill stay paid`,
    'Run the demo again: the sandbox of Stripe may have ended, or the machine was too busy to answer in time.',
  )
  return {
    hold: { id: hold.id, ...hold.amount },
    captured: bill.captured,
    bill: { id: bill.bill.id, state: bill.bill.state },
    invoice: { number: invoice.number, ...invoice.total, pdfBytes: invoice.pdfBytes, sandbox: invoice.sandbox },
    refund: { id: refund.id, state: refund.state, ...refund.amount, creditNote: refund.creditNote },
  }
}

async function billIf(client: Client, sessionId: string, wanted: (bill: BillAmountsFragment) => boolean) {
  const { chargingSession } = await client.execute(BillOfSessionDocument, { sessionId })
  const { bill, hold } = chargingSession ?? {}
  return bill && hold?.captured && wanted(bill) ? { bill, captured: hold.captured } : undefined
}

async function invoiceOf(client: Client, kind: 'INVOICE' | 'CREDIT_NOTE') {
  const { me } = await client.execute(MyInvoicesDocument)
  return me?.invoices?.edges.map(({ node }) => node).find((node) => node.kind === kind)
}

/** The card's owner agrees, on the sandbox's form. */
async function confirm(sandboxUrl: string, clientSecret: string): Promise<void> {
  const [id] = clientSecret.split('_secret_')
  const response = await fetch(`${sandboxUrl}/_control`, { method: 'POST', body: JSON.stringify({ do: 'customer', with: [id] }) })
  if (!response.ok) throw new Error(`the sandbox answers ${response.status}: ${await response.text()}`)
}
