import { sql, type Updateable } from 'kysely'
import type { Reason, ReviewRequest } from '#lib/events.ts'
import type { CaseKind, Db, ReviewCase, Trx, VerificationTables } from '../tables.ts'

export const insertCase = (
  trx: Trx,
  row: {
    id: string
    submission_id: string
    user_id: string
    kind: CaseKind
    reasons: readonly Reason[]
    evidence: ReviewRequest['evidence']
    message: string | null
    distance_m: number | null
  },
): Promise<ReviewCase> =>
  trx
    .insertInto('review_case')
    .values({
      ...row,
      reasons: JSON.stringify(row.reasons),
      evidence: JSON.stringify(row.evidence),
      claimed_by: null,
      claimed_until: null,
      closed_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()

export const changeCase = (
  trx: Trx,
  id: string,
  change: Pick<Updateable<VerificationTables['review_case']>, 'reasons' | 'evidence' | 'distance_m' | 'admin_only'>,
): Promise<ReviewCase> =>
  trx
    .updateTable('review_case')
    .set({ ...change, claimed_by: null, claimed_until: null })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export const closeCase = (trx: Trx, id: string, state: 'DECIDED' | 'CANCELLED'): Promise<ReviewCase> =>
  trx
    .updateTable('review_case')
    .set({ state, claimed_by: null, claimed_until: null, closed_at: sql`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export const cases = (db: Db, ids: readonly string[]): Promise<ReviewCase[]> =>
  db.selectFrom('review_case').selectAll().where('id', 'in', ids).execute()

export const casesOfSubmissions = (db: Db, submissionIds: readonly string[]): Promise<ReviewCase[]> =>
  db.selectFrom('review_case').selectAll().where('submission_id', 'in', submissionIds).orderBy('opened_at').orderBy('id').execute()

export const findOpenCase = (trx: Trx, submissionId: string): Promise<ReviewCase | undefined> =>
  trx
    .selectFrom('review_case')
    .selectAll()
    .where('submission_id', '=', submissionId)
    .where('state', '=', 'OPEN')
    .forNoKeyUpdate()
    .executeTakeFirst()
