import { newId } from '#lib/id.ts'
import type { HoldState } from '#lib/events.ts'
import type { GraphQLAnswer } from '../../../test/subgraph.ts'
import { until } from '../../../test/until.ts'
import type { PaymentsWithStripe } from '../stripe.fixture.ts'

export interface HoldAnswer {
  id: string
  state: HoldState
  approvalUrl: string | null
  usableUntil: string | null
  declineCode: string | null
}
export type Payer = Awaited<ReturnType<PaymentsWithStripe['payer']>>

const AUTHORISE = `mutation ($input: AuthorisePaymentInput!) { authorisePayment(input: $input) { id state approvalUrl usableUntil declineCode } }`

export const held = ({ data, errors }: GraphQLAnswer<{ authorisePayment: HoldAnswer }>) => {
  if (!data) throw new Error(JSON.stringify(errors))
  return data.authorisePayment
}

/** What tests do with holds. */
export function withHolds(box: PaymentsWithStripe) {
  const ask = ({ caller }: Pick<Payer, 'caller'>, connectorId: string, more: object = {}, address?: string) =>
    box.askFrom<{ authorisePayment: HoldAnswer }>(address, caller, AUTHORISE, {
      input: { idempotencyKey: newId(), connectorId, amountMinor: 2_000, currency: 'EUR', ...more },
    })
  const row = (id: string) => box.db.selectFrom('hold').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return {
    ask,
    row,
    /** A hold of a new user's by a test card. */
    hold: async (card = 'pm_card_visa') => {
      const [payer, place] = [await box.payer(card), await box.place()]
      const { paymentMethodId } = payer
      return { payer, place, ...held(await ask(payer, place.connectorId, { paymentMethodId })) }
    },
    becomes: (id: string, state: HoldState) =>
      until(async () => {
        const now = await row(id)
        return now.state === state && now
      }),
    /** Of one customer: what Stripe has. */
    intentsOf: ({ customerId }: Pick<Payer, 'customerId'>) =>
      box.control
        .objects('payment_intent')
        .flatMap((each) => (each.object === 'payment_intent' && each.customer === customerId ? [each] : [])),
    /** A session that began with a hold, and its bill, which takes the hold once it is captured. */
    billed: async (hold: { id: string; payer: Pick<Payer, 'userId'> }, totalMinor: number) => {
      const sessionId = newId()
      await box.db.updateTable('hold').set({ session_id: sessionId }).where('id', '=', hold.id).execute()
      const bill = { id: newId(), kind: 'SESSION' as const, subject_id: sessionId, user_id: hold.payer.userId, hold_id: hold.id }
      await box.db
        .insertInto('bill')
        .values({ ...bill, state: 'PAYING', total_minor: totalMinor, currency: 'EUR' })
        .execute()
      return sessionId
    },
    operationsOf: (id: string) => box.db.selectFrom('operation').selectAll().where('subject_id', '=', id).orderBy('id').execute(),
  }
}
