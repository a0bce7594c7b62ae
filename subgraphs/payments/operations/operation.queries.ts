import { sql, type Insertable, type Updateable } from 'kysely'
import { pageBy } from '#db/page.ts'
import { ago, fromNow } from '#db/time.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { ProviderName, Reading } from '../providers/provider.ts'
import type { Db, Operation, OperationKind, PaymentsTables, SubjectType, Trx } from '../tables.ts'

/** Runners listen to it: something is due. */
export const DUE_CHANNEL = 'payments_due'

/** Once the transaction commits, runners of all processes look. */
export const wakeRunners = (trx: Trx) => sql`SELECT pg_notify(${DUE_CHANNEL}, '')`.execute(trx)

/** Undefined if one is under way that forbids it. */
export const insertOperation = (
  trx: Trx,
  row: Omit<Insertable<PaymentsTables['operation']>, 'external_id'>,
): Promise<Operation | undefined> =>
  trx
    .insertInto('operation')
    .values(row)
    .onConflict((under) => under.doNothing())
    .returningAll()
    .executeTakeFirst()

/** The one that forbids a second of its kind. */
export const findUnderWay = (trx: Trx, kind: OperationKind, type: SubjectType, id: string): Promise<Operation> =>
  trx
    .selectFrom('operation')
    .selectAll()
    .where('kind', '=', kind)
    .where('subject_type', '=', type)
    .where('subject_id', '=', id)
    .where('state', 'in', kind === 'CAPTURE' ? ['OPEN', 'LOST', 'DONE'] : ['OPEN', 'LOST'])
    .executeTakeFirstOrThrow()

/** The one of a kind that is open for a thing. */
export const findOpen = (db: Db, kind: OperationKind, type: SubjectType, id: string): Promise<Operation | undefined> =>
  db
    .selectFrom('operation')
    .selectAll()
    .where('kind', '=', kind)
    .where('subject_type', '=', type)
    .where('subject_id', '=', id)
    .where('state', '=', 'OPEN')
    .executeTakeFirst()

export const listOperations = (db: Db, state: Operation['state'], page: PageRequest): Promise<Operation[]> =>
  pageBy(db.selectFrom('operation').selectAll().where('state', '=', state), [['id', 'uuid']], 'desc', page)

export const findOperation = (db: Db, id: string): Promise<Operation | undefined> =>
  db.selectFrom('operation').selectAll().where('id', '=', id).executeTakeFirst()

/** The operation that made a provider's thing. */
export async function findMaker(trx: Trx, provider: ProviderName, reading: Reading): Promise<Operation | undefined> {
  const named =
    reading.operationId === null || !/^[\da-f-]{36}$/i.test(reading.operationId)
      ? undefined
      : await findOperation(trx, reading.operationId)
  if (named?.provider === provider) return named
  return trx
    .selectFrom('operation')
    .selectAll()
    .where('provider', '=', provider)
    .where('external_id', '=', reading.externalId)
    .where('kind', 'in', ['SET_UP', 'AUTHORISE', 'CHARGE', 'REFUND', 'PAY_OUT'])
    .executeTakeFirst()
}

/** What is not over of a provider's thing: what made it, and what is wanted of it. */
export const openAbout = (trx: Trx, provider: ProviderName, makerId: string, externalId: string): Promise<Operation[]> =>
  trx
    .selectFrom('operation')
    .selectAll()
    .where('provider', '=', provider)
    .where('state', 'in', ['OPEN', 'LOST'])
    .where(({ eb, or, and }) =>
      or([
        eb('id', '=', makerId),
        and([
          eb('kind', 'in', ['CAPTURE', 'RELEASE', 'ANSWER_DISPUTE']),
          sql<boolean>`coalesce(request->>'paymentId', request->>'disputeId') = ${externalId}`,
        ]),
      ]),
    )
    .execute()

/** Undefined if it is over already. */
export const changeOperation = (
  trx: Trx,
  id: string,
  change: Pick<Updateable<PaymentsTables['operation']>, 'state' | 'external_id' | 'refusal'>,
): Promise<Operation | undefined> =>
  trx
    .updateTable('operation')
    .set({ ...change, ...(change.state && { done_at: change.state === 'OPEN' ? null : sql<Date>`coalesce(done_at, now())` }) })
    .where('id', '=', id)
    .where('state', 'in', ['OPEN', 'LOST'])
    .returningAll()
    .executeTakeFirst()

/** Looks at it again after so long. */
export const postpone = (db: Db, id: string, milliseconds: number) =>
  db
    .updateTable('operation')
    .set({ next_at: fromNow(milliseconds), claimed_by: null })
    .where('id', '=', id)
    .where('state', '=', 'OPEN')
    .execute()

/** Looks at once at what made a thing, if it is not over. */
export async function hasten(trx: Trx, provider: ProviderName, externalId: string): Promise<void> {
  await trx
    .updateTable('operation')
    .set({ next_at: sql<Date>`now()` })
    .where('provider', '=', provider)
    .where('external_id', '=', externalId)
    .where('state', '=', 'OPEN')
    .execute()
  await wakeRunners(trx)
}

/** Looked at as if it were new. */
export const reopen = (trx: Trx, id: string): Promise<Operation | undefined> =>
  trx
    .updateTable('operation')
    .set({ state: 'OPEN', done_at: null, refusal: null, tries: 0, next_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('state', '=', 'LOST')
    .returningAll()
    .executeTakeFirst()

/** What was LOST because nobody could say what became of it is looked at again after so long. What has another amount waits for a person. */
export const reopenSilent = (db: Db, afterMs: number) =>
  db
    .updateTable('operation')
    .set({ state: 'OPEN', done_at: null, refusal: null, next_at: sql<Date>`now()` })
    .where('state', '=', 'LOST')
    .where('refusal', '!=', 'AMOUNT_DIFFERS')
    .where('done_at', '<', ago(afterMs))
    .execute()

/** One that this process works on. Its age counts from `claimed_at`: by a clock that was set back a forgotten key would pass for a known one. */
export type Claimed = Operation & { claimed_at: Date }

/**
 * Takes operations that are due, or the one with this id. Nobody else takes them before the lease is over; should this process die, somebody
 * does then.
 */
export const claimOperations = (
  db: Db,
  {
    provider,
    claimedBy,
    leaseMs,
    limit,
    id,
  }: { provider: ProviderName; claimedBy: number; leaseMs: number; limit: number; id?: string },
): Promise<Claimed[]> =>
  db
    .updateTable('operation')
    .set({
      next_at: fromNow(leaseMs),
      claimed_by: claimedBy,
      tries: sql<number>`tries + 1`,
      first_sent_at: sql<Date>`coalesce(first_sent_at, now())`,
    })
    .where('id', 'in', (from) => {
      let due = from
        .selectFrom('operation')
        .select('id')
        .where('state', '=', 'OPEN')
        .where('provider', '=', provider)
        .where('next_at', '<=', sql<Date>`now()`)
        .orderBy('next_at')
        .limit(limit)
        .forUpdate()
        .skipLocked()
      if (id !== undefined) due = due.where('id', '=', id)
      return due
    })
    .returningAll()
    .returning(sql<Date>`now()`.as('claimed_at'))
    .execute()
