import { many, one } from '#lib/graphql/loaders.ts'
import { bills, billsOfPayments, billsOfSessions } from './bills/bill.queries.ts'
import { businesses } from './business/business.queries.ts'
import { checkoutsOf } from './bills/pay.queries.ts'
import { recordsOf } from './bills/record.queries.ts'
import { invoicesOfBills } from './invoices/invoice.queries.ts'
import { standings } from './standing/standing.queries.ts'
import { refundsOf } from './refunds/refund.queries.ts'
import { holdsOfSessions, placesOf } from './holds/hold.queries.ts'
import type { Db } from './tables.ts'
import { walletsOfUsers } from './wallet/wallet.queries.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Batched look-ups of one request. */
export const createLoaders = (db: Db) => ({
  bill: one(db, bills, 'id'),
  billOfSession: one(db, billsOfSessions, 'subject_id'),
  billOfPayment: one(db, billsOfPayments, 'payment_id'),
  recordsOfBill: many(db, recordsOf, 'bill_id'),
  refundsOfBill: many(db, refundsOf, 'bill_id'),
  checkoutsOfBill: many(db, checkoutsOf, 'bill_id'),
  invoicesOfBill: many(db, invoicesOfBills, 'bill_id'),
  standing: one(db, standings, 'user_id'),
  walletsOfUser: many(db, walletsOfUsers, 'user_id'),
  holdOfSession: one(db, holdsOfSessions, 'session_id'),
  business: one(db, businesses, 'operator_id'),
  placeOfConnector: one(db, placesOf, 'id'),
})
