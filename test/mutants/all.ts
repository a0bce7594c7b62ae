import { bills } from './bills.ts'
import { bookings } from './bookings.ts'
import { bridge } from './bridge.ts'
import { bounds } from './bounds.ts'
import { calls } from './calls.ts'
import { certificates } from './certificates.ts'
import { copyMutants } from './copies.ts'
import { delivery } from './delivery.ts'
import { displayMutants } from './displays.ts'
import { gathered } from './gathered.ts'
import { gone } from './gone.ts'
import { holds } from './holds.ts'
import { identity } from './identity.ts'
import { invoices } from './invoices.ts'
import { kept } from './kept.ts'
import { leaving } from './leaving.ts'
import { mail } from './mail.ts'
import { messages } from './messages.ts'
import { notifications } from './notifications.ts'
import { operations } from './operations.ts'
import { pages } from './pages.ts'
import { partners } from './partners.ts'
import { paying } from './paying.ts'
import { payments } from './payments.ts'
import { payoutMutants } from './payouts.ts'
import { paypal } from './paypal.ts'
import { person } from './person.ts'
import { photoMutants } from './photos.ts'
import { pricing } from './pricing.ts'
import { providers } from './providers.ts'
import { readingMutants } from './readings.ts'
import { settlement } from './settlement.ts'
import { sharing } from './sharing.ts'
import { signed } from './signed.ts'
import { slotLife } from './slot-life.ts'
import { slots } from './slots.ts'
import { starting } from './starting.ts'
import { stations } from './stations.ts'
import { tariff } from './tariff.ts'
import { tellingMutants } from './telling.ts'
import { trust } from './trust.ts'
import { twinMutants } from './twins.ts'
import { reservationFees } from './reservation-fees.ts'
import { storms } from './storms.ts'
import { web } from './web.ts'
import { webhooks } from './webhooks.ts'

export const mutants = [
  ...copyMutants,
  ...delivery,
  ...mail,
  ...settlement,
  ...person,
  ...leaving,
  ...pricing,
  ...bridge,
  ...trust,
  ...twinMutants,
  ...signed,
  ...messages,
  ...operations,
  ...sharing,
  ...notifications,
  ...identity,
  ...kept,
  ...gathered,
  ...certificates,
  ...tariff,
  ...partners,
  ...payments,
  ...paying,
  ...gone,
  ...bills,
  ...bookings,
  ...calls,
  ...slots,
  ...slotLife,
  ...starting,
  ...stations,
  ...holds,
  ...invoices,
  ...paypal,
  ...payoutMutants,
  ...providers,
  ...readingMutants,
  ...tellingMutants,
  ...reservationFees,
  ...web,
  ...pages,
  ...webhooks,
  ...storms,
  ...bounds,
  ...photoMutants,
  ...displayMutants,
]
