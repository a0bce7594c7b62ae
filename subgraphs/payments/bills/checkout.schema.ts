import { builder } from '../builder.ts'
import type { BillPayment } from './pay.queries.ts'

export const CheckoutRef = builder.objectRef<BillPayment>('BillCheckout').implement({
  description: "What a user confirms a payment with, by the provider's form or page.",
  fields: (t) => ({
    clientSecret: t.exposeString('client_secret', {
      nullable: true,
      description: "What the provider's form is shown with; null where it has a page of its own.",
    }),
    approvalUrl: t.exposeString('approval_url', {
      nullable: true,
      description: "The provider's page; null where a form is shown.",
    }),
  }),
})
