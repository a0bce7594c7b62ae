import { many, one } from '#lib/loaders.ts'
import { decisionsOfSubmissions } from './review/decision.queries.ts'
import { photos } from './photos/photo.queries.ts'
import { cases, casesOfSubmissions } from './submissions/review-case.queries.ts'
import { submissions, submissionsOfPhotos } from './submissions/submission.queries.ts'
import type { Db } from './tables.ts'
import { findings, inferences, verdicts } from './submissions/verdict.queries.ts'

export type Loaders = ReturnType<typeof createLoaders>

/**
 * Batched look-ups of one request. Nothing is remembered between batches: the context of a subscription lives as long as its
 * stream, and must see each state as it is.
 */
export const createLoaders = (db: Db) => ({
  photo: one(
    (ids) => photos(db, ids),
    (row) => row.id,
  ),
  submission: one(
    (ids) => submissions(db, ids),
    (row) => row.id,
  ),
  submissionOfPhoto: one(
    (ids) => submissionsOfPhotos(db, ids),
    (row) => row.photo_id,
  ),
  verdict: one(
    (ids) => verdicts(db, ids),
    (row) => row.submission_id,
  ),
  findings: many(
    (ids) => findings(db, ids),
    (row) => row.submission_id,
  ),
  inferences: many(
    (ids) => inferences(db, ids),
    (row) => row.submission_id,
  ),
  reviewCase: one(
    (ids) => cases(db, ids),
    (row) => row.id,
  ),
  cases: many(
    (ids) => casesOfSubmissions(db, ids),
    (row) => row.submission_id,
  ),
  decisions: many(
    (ids) => decisionsOfSubmissions(db, ids),
    (row) => row.submission_id,
  ),
})
