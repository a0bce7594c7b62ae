import { sql } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PhotoPurpose } from '#lib/events.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Reviewer } from '../access.ts'
import { VERIFICATION_LIMITS } from '../limits.ts'
import type { CaseKind, Db, ReviewCase, Trx } from '../tables.ts'

export interface QueueFilter {
  purpose?: PhotoPurpose | null | undefined
  kind?: CaseKind | null | undefined
}

export const findAppeal = (trx: Trx, submissionId: string): Promise<ReviewCase | undefined> =>
  trx
    .selectFrom('review_case')
    .selectAll()
    .where('submission_id', '=', submissionId)
    .where('kind', '=', 'APPEAL')
    .executeTakeFirst()

export const lockCase = (trx: Trx, id: string): Promise<ReviewCase | undefined> =>
  trx.selectFrom('review_case').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()

/** True while the reviewer may decide the case, by the database's clock. */
export const isHeld = async (trx: Trx, id: string, reviewerId: string): Promise<boolean> =>
  (await trx
    .selectFrom('review_case')
    .select('id')
    .where('id', '=', id)
    .where('claimed_by', '=', reviewerId)
    .where('claimed_until', '>', sql<Date>`now()`)
    .executeTakeFirst()) !== undefined

/**
 * The oldest case that the reviewer may claim, or the one asked for, locked. Cases that another transaction is claiming are passed over. A
 * case that the reviewer holds comes first.
 */
export const lockClaimable = (
  trx: Trx,
  { userId, admin }: Reviewer,
  { purpose, kind }: QueueFilter,
  id: string | null,
): Promise<ReviewCase | undefined> =>
  trx
    .selectFrom('review_case as c')
    .innerJoin('submission as s', 's.id', 'c.submission_id')
    .selectAll('c')
    .where('c.state', '=', 'OPEN')
    .where('c.user_id', '<>', userId)
    .where(({ or, eb }) =>
      or([eb('c.claimed_by', 'is', null), eb('c.claimed_by', '=', userId), eb('c.claimed_until', '<=', sql<Date>`now()`)]),
    )
    .$if(!admin, (query) => query.where('c.admin_only', '=', false))
    // Whoever has decided on a case does not decide again, and an appeal is for others than those who decided before.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('decision as d')
            .select('d.id')
            .whereRef('d.submission_id', '=', 'c.submission_id')
            .where('d.reviewer_id', '=', userId)
            .where((eb) => eb.or([eb('d.case_id', '=', eb.ref('c.id')), eb('c.kind', '=', 'APPEAL')])),
        ),
      ),
    )
    .$if(id !== null, (query) => query.where('c.id', '=', id))
    .$if(purpose != null, (query) => query.where('s.purpose', '=', purpose ?? 'ODOMETER'))
    .$if(kind != null, (query) => query.where('c.kind', '=', kind ?? 'VERDICT'))
    .orderBy(({ fn, val, ref }) => fn.coalesce(sql<boolean>`${ref('c.claimed_by')} = ${userId}`, val(false)), 'desc')
    .orderBy('c.opened_at')
    .orderBy('c.id')
    .limit(1)
    .forNoKeyUpdate('c')
    .skipLocked()
    .executeTakeFirst()

export const claimCase = (trx: Trx, id: string, reviewerId: string): Promise<ReviewCase> =>
  trx
    .updateTable('review_case')
    .set({ claimed_by: reviewerId, claimed_until: sql`now() + make_interval(secs => ${VERIFICATION_LIMITS.leaseSeconds})` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

/** Undefined if the reviewer does not hold it. */
export const releaseCase = (trx: Trx, id: string, reviewerId: string): Promise<ReviewCase | undefined> =>
  trx
    .updateTable('review_case')
    .set({ claimed_by: null, claimed_until: null })
    .where('id', '=', id)
    .where('claimed_by', '=', reviewerId)
    .returningAll()
    .executeTakeFirst()

/** Open cases, the oldest first, without the reviewer's own photos. */
export const listQueue = (
  db: Db,
  { userId, admin }: Reviewer,
  { purpose, kind }: QueueFilter,
  page: PageRequest,
): Promise<ReviewCase[]> =>
  pageBy(
    db
      .selectFrom('review_case as c')
      .innerJoin('submission as s', 's.id', 'c.submission_id')
      .selectAll('c')
      .where('c.state', '=', 'OPEN')
      .where('c.user_id', '<>', userId)
      .$if(!admin, (query) => query.where('c.admin_only', '=', false))
      .$if(purpose != null, (query) => query.where('s.purpose', '=', purpose ?? 'ODOMETER'))
      .$if(kind != null, (query) => query.where('c.kind', '=', kind ?? 'VERDICT')),
    // Cursors have milliseconds.
    [
      [sql`date_trunc('milliseconds', c.opened_at)`, 'timestamptz'],
      ['c.id', 'uuid'],
    ],
    'asc',
    page,
  )
