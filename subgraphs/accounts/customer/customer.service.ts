import { audit } from '#db/audit.ts'
import { callersPartner, requirePartner } from '#lib/access.ts'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { newIdToken } from '#lib/id-token.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { addIdToken, emitIssued } from '../id-token/id-token.ts'
import { findIdTokensOfCustomers } from '../id-token/id-token.queries.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import type { CustomerRow } from '../tables.ts'
import { lockOwn } from './customer.ts'
import {
  changeCustomer,
  countCustomers,
  findByReference,
  insertCustomer,
  listCustomers,
  lockPartner,
  type CustomerFilter,
} from './customer.queries.ts'

/** The partner's customers, the newest first. */
export function customers({ db, caller }: Context, filter: CustomerFilter, args: PageArgs): Promise<Page<CustomerRow>> {
  const { userId } = requirePartner(caller, 'users:read')
  return idPage(args, (page) => listCustomers(db, userId, filter, page))
}

/** A customer of the partner's; null for others. */
export async function customerById({ caller, loaders }: Context, id: string): Promise<CustomerRow | null> {
  requirePartner(caller, 'users:read')
  return seenBy(caller, await loaders.customer.load(id))
}

/** The same where something leads to a customer: null for whoever may not see them. It is for everybody. */
export const customerSeen = async ({ caller, loaders }: Context, id: string): Promise<CustomerRow | null> =>
  seenBy(caller, await loaders.customer.load(id))

const seenBy = (caller: Caller, customer: CustomerRow | null): CustomerRow | null =>
  customer && callersPartner(caller, 'users:read') === customer.partner_id ? customer : null

export interface NewCustomer {
  reference: string
  name?: string | null | undefined
  email?: string | null | undefined
}

/**
 * Makes a customer, with an identity by which the partner's program starts sessions for them. The same reference again gives the same
 * customer, and CONFLICT if it is said to have another name or address.
 */
export function createCustomer({ db, caller }: Context, input: NewCustomer): Promise<CustomerRow> {
  const { userId: partnerId } = requirePartner(caller, 'users:write')
  const { customersPerPartner } = ACCOUNTS_LIMITS
  const row = { reference: input.reference.trim(), name: input.name?.trim() ?? null, email: input.email ?? null }
  return db.transaction().execute(async (trx) => {
    await lockPartner(trx, partnerId)
    const known = await findByReference(trx, partnerId, row.reference)
    if (known) {
      if (known.name === row.name && known.email === row.email) return known
      throw refuse('CONFLICT', 'You have another customer of this reference. updateCustomer changes them.', ['input', 'reference'])
    }
    if ((await countCustomers(trx, partnerId)) >= customersPerPartner)
      throw refuse('LIMIT_REACHED', `A partner has at most ${customersPerPartner} customers.`)
    const customer = await insertCustomer(trx, { id: newId(), partner_id: partnerId, ...row })
    const owner = { customer_id: customer.id, partner_id: partnerId }
    if (!(await addIdToken(trx, { ...owner, value: newIdToken(), type: 'APP' }))) throw new Error('A random identity is taken.')
    await audit(trx, partnerId, 'customer.created', customer.id)
    return customer
  })
}

/** Changes name or address of a customer; null takes them away. */
export function updateCustomer(
  { db, caller }: Context,
  input: { customerId: string; name?: string | null | undefined; email?: string | null | undefined },
): Promise<CustomerRow> {
  const { userId: partnerId } = requirePartner(caller, 'users:write')
  const { customerId, name, email } = input
  const change = { ...(name !== undefined && { name: name?.trim() ?? null }), ...(email !== undefined && { email }) }
  return db.transaction().execute(async (trx) => {
    const customer = await lockOwn(trx, partnerId, customerId)
    if (Object.keys(change).length === 0) return customer
    const changed = await changeCustomer(trx, customerId, change)
    await audit(trx, partnerId, 'customer.changed', customerId, { changed: Object.keys(change) })
    return changed
  })
}

/**
 * Blocks a customer, or lets them charge again. Chargers refuse what they show from then on. A session that runs goes on to its end and is
 * billed, as in OCPI, where a token that is not valid any more begins nothing: the energy has been taken.
 */
export function setCustomerBlocked(
  { db, caller }: Context,
  { customerId, blocked }: { customerId: string; blocked: boolean },
): Promise<CustomerRow> {
  const { userId: partnerId } = requirePartner(caller, 'users:write')
  return db.transaction().execute(async (trx) => {
    const customer = await lockOwn(trx, partnerId, customerId)
    if ((customer.blocked_at !== null) === blocked) return customer
    const changed = await changeCustomer(trx, customerId, { blocked_at: blocked ? new Date() : null })
    // A trigger has changed them.
    for (const token of await findIdTokensOfCustomers(trx, [customerId])) await emitIssued(trx, token)
    await audit(trx, partnerId, blocked ? 'customer.blocked' : 'customer.unblocked', customerId)
    return changed
  })
}
