import { many, one } from '#lib/graphql/loaders.ts'
import { decisionsOfSubmissions } from './review/decision.queries.ts'
import { photos } from './photos/photo.queries.ts'
import { cases, casesOfSubmissions } from './submissions/review-case.queries.ts'
import { submissions, submissionsOfPhotos } from './submissions/submission.queries.ts'
import { photosOfStations } from './station-photos/station-photo.queries.ts'
import type { Db } from './tables.ts'
import { findings, inferences, verdicts } from './submissions/verdict.queries.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Batched look-ups of one request. */
export const createLoaders = (db: Db) => ({
  photo: one(db, photos, 'id'),
  submission: one(db, submissions, 'id'),
  submissionOfPhoto: one(db, submissionsOfPhotos, 'photo_id'),
  verdict: one(db, verdicts, 'submission_id'),
  findings: many(db, findings, 'submission_id'),
  inferences: many(db, inferences, 'submission_id'),
  reviewCase: one(db, cases, 'id'),
  cases: many(db, casesOfSubmissions, 'submission_id'),
  decisions: many(db, decisionsOfSubmissions, 'submission_id'),
  photosOfStation: many(db, photosOfStations, 'station_id'),
})
