import { sql, type Insertable, type Updateable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { ProviderName } from '../providers/provider.ts'
import type { Db, PaymentMethod, PaymentsTables, Trx } from '../tables.ts'

/** One request of a user at a time: what is counted and then added cannot be passed by another. */
export const lockUser = (trx: Trx, userId: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`payments of ${userId}`}, 0))`.execute(trx)

/** The same of all users at one address. Lock the user before. */
export const lockAddress = (trx: Trx, askedFrom: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`payments from ${askedFrom}`}, 0))`.execute(trx)

export const insertMethod = (
  trx: Trx,
  row: Pick<Insertable<PaymentsTables['payment_method']>, 'id' | 'user_id' | 'provider' | 'state' | 'idempotency_key'> &
    Partial<Insertable<PaymentsTables['payment_method']>>,
): Promise<PaymentMethod> =>
  trx
    .insertInto('payment_method')
    .values({ ...EMPTY, ...row })
    .returningAll()
    .executeTakeFirstOrThrow()
const EMPTY = {
  set_up_id: null,
  method_id: null,
  customer_id: null,
  kind: null,
  label: null,
  expires_on: null,
  client_secret: null,
  approval_url: null,
  decline_code: null,
  asked_from: null,
  removed_at: null,
}

export const lockMethod = (trx: Trx, id: string): Promise<PaymentMethod | undefined> =>
  trx.selectFrom('payment_method').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const updateMethod = (trx: Trx, id: string, change: Updateable<PaymentsTables['payment_method']>): Promise<PaymentMethod> =>
  trx.updateTable('payment_method').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

export const findMethodByKey = (trx: Trx, userId: string, key: string): Promise<PaymentMethod | undefined> =>
  trx.selectFrom('payment_method').selectAll().where('user_id', '=', userId).where('idempotency_key', '=', key).executeTakeFirst()

export const methodsById = (db: Db, ids: readonly string[]): Promise<PaymentMethod[]> =>
  db.selectFrom('payment_method').selectAll().where('id', 'in', ids).execute()

/** Those that can be paid with, and those that are being set up. */
export const listMethodsOf = (db: Db, userId: string, page: PageRequest): Promise<PaymentMethod[]> =>
  pageBy(
    db.selectFrom('payment_method').selectAll().where('user_id', '=', userId).where('state', 'in', ['ACTIVE', 'SETTING_UP']),
    [['id', 'uuid']],
    'desc',
    page,
  )

export const activeMethodsOf = (db: Db, userId: string): Promise<PaymentMethod[]> =>
  db
    .selectFrom('payment_method')
    .selectAll()
    .where('user_id', '=', userId)
    .where('state', '=', 'ACTIVE')
    .orderBy('id', 'desc')
    .execute()

export const findActive = (trx: Trx, provider: ProviderName, methodId: string): Promise<PaymentMethod | undefined> =>
  trx
    .selectFrom('payment_method')
    .selectAll()
    .where('provider', '=', provider)
    .where('method_id', '=', methodId)
    .where('state', '=', 'ACTIVE')
    .executeTakeFirst()

export const clearDefault = (trx: Trx, userId: string) =>
  trx
    .updateTable('payment_method')
    .set({ is_default: false })
    .where('user_id', '=', userId)
    .where('is_default', '=', true)
    .execute()

/** Who a user is at a provider; the first word holds. */
export const saveCustomer = (trx: Trx, userId: string, provider: ProviderName, customerId: string) =>
  trx
    .insertInto('provider_customer')
    .values({ user_id: userId, provider, customer_id: customerId })
    .onConflict((known) => known.columns(['user_id', 'provider']).doNothing())
    .execute()

export const findCustomer = (db: Db, userId: string, provider: ProviderName) =>
  db
    .selectFrom('provider_customer')
    .select('customer_id')
    .where('user_id', '=', userId)
    .where('provider', '=', provider)
    .executeTakeFirst()

/** What uses a way to pay: a hold, a bill that is not paid, a call that is under way. */
export async function usesOf(trx: Trx, { id, user_id, method_id, is_default }: PaymentMethod) {
  const hold = await trx
    .selectFrom('hold')
    .select('id')
    .where('payment_method_id', '=', id)
    .where('state', 'in', ['CREATED', 'REQUIRES_ACTION', 'AUTHORISED', 'CAPTURING', 'RELEASING'])
    .executeTakeFirst()
  const bill = await trx
    .selectFrom('bill')
    .leftJoin('hold', 'hold.id', 'bill.hold_id')
    .select('bill.id')
    .where('bill.user_id', '=', user_id)
    .where('bill.state', 'in', ['OPEN', 'PAYING', 'OVERDUE'])
    .where(({ eb, or, lit }) => or([eb('hold.payment_method_id', '=', id), lit(is_default)]))
    .executeTakeFirst()
  const call = await trx
    .selectFrom('operation')
    .select('id')
    .where('state', '=', 'OPEN')
    .where('kind', 'in', ['AUTHORISE', 'CHARGE'])
    .where(sql<boolean>`request->>'methodId' = ${method_id}`)
    .executeTakeFirst()
  return { hold: hold?.id ?? null, bill: bill?.id ?? null, call: call?.id ?? null }
}

/** What was tried in a day: all set-ups of a user, and what came to nothing, by user and by address. */
export async function triesOf(trx: Trx, userId: string, askedFrom: string | null) {
  const day = sql<Date>`now() - interval '1 day'`
  const failed = sql<boolean>`state IN ('SETTING_UP', 'FAILED')`
  const count = (table: 'payment_method' | 'hold', of: ReturnType<typeof sql<boolean>>) =>
    trx
      .selectFrom(table as 'hold')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('created_at', '>', day)
      .where(of)
      .executeTakeFirstOrThrow()
      .then((row) => row.count)
  const byUser = sql<boolean>`user_id = ${userId}`
  const byAddress = sql<boolean>`asked_from = ${askedFrom}`
  const heldInVain = sql<boolean>`state IN ('FAILED', 'ABANDONED')`
  // Many at once are under way before the first of them fails.
  const notHeld = sql<boolean>`state IN ('CREATED', 'REQUIRES_ACTION', 'FAILED', 'ABANDONED')`
  return {
    setUps: await count('payment_method', byUser),
    holds: await count('hold', byUser),
    failedByUser:
      (await count('payment_method', sql<boolean>`${byUser} AND ${failed}`)) +
      (await count('hold', sql<boolean>`${byUser} AND ${heldInVain}`)),
    failedByAddress:
      askedFrom === null
        ? 0
        : (await count('payment_method', sql<boolean>`${byAddress} AND ${failed}`)) +
          (await count('hold', sql<boolean>`${byAddress} AND ${notHeld}`)),
  }
}

/** Those that are kept, or being set up for less than a day. */
export async function countKept(trx: Trx, userId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('payment_method')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .where('state', 'in', ['ACTIVE', 'SETTING_UP'])
    .executeTakeFirstOrThrow()
  return count
}

/** Addresses are only needed to count what was tried in a day. */
export async function forgetAddresses(db: Db): Promise<void> {
  for (const table of ['payment_method', 'hold', 'top_up'] as const)
    await db
      .updateTable(table as 'hold')
      .set({ asked_from: null })
      .where('asked_from', 'is not', null)
      .where('created_at', '<', sql<Date>`now() - interval '2 days'`)
      .execute()
}
