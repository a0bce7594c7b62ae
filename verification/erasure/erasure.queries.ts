import { sql } from 'kysely'
import type { Photo, Submission, Trx } from '../tables.ts'

/** A user's photos that are not erased, locked. */
export const lockPhotosOf = (trx: Trx, userId: string): Promise<Photo[]> =>
  trx
    .selectFrom('photo')
    .selectAll()
    .where('user_id', '=', userId)
    .where('erased_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()

export const markErased = (trx: Trx, photoIds: readonly string[]) =>
  trx
    .updateTable('photo')
    .set({ erased_at: sql`now()`, viewable: false })
    .where('id', 'in', photoIds)
    .execute()

/** Removes where and how the photos were taken. */
export const clearPlaces = (trx: Trx, photoIds: readonly string[]): Promise<Submission[]> =>
  trx
    .updateTable('submission')
    .set({ latitude: null, longitude: null, guide_frame: null })
    .where('photo_id', 'in', photoIds)
    .returningAll()
    .execute()

/** Removes the checks' evidence, which has what EXIF said. Outcomes, scores and versions stay. */
export const clearDetails = (trx: Trx, submissionIds: readonly string[]) =>
  trx.updateTable('finding').set({ detail: '{}' }).where('submission_id', 'in', submissionIds).execute()

export const deleteInferences = (trx: Trx, submissionIds: readonly string[]) =>
  trx.deleteFrom('inference').where('submission_id', 'in', submissionIds).execute()

/** Removes the domain's figures and the user's words. */
export const clearCases = (trx: Trx, submissionIds: readonly string[]) =>
  trx.updateTable('review_case').set({ evidence: '[]', message: null }).where('submission_id', 'in', submissionIds).execute()
