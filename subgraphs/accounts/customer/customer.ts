import { notFound } from '#lib/errors.ts'
import type { CustomerRow, Trx } from '../tables.ts'
import { lockCustomer } from './customer.queries.ts'

/** The customer, locked, if they are this partner's. Others are told that there is none. */
export async function lockOwn(trx: Trx, partnerId: string, customerId: string): Promise<CustomerRow> {
  const customer = await lockCustomer(trx, customerId)
  if (!customer || customer.partner_id !== partnerId) throw notFound('customer', ['input', 'customerId'])
  return customer
}
