import DataLoader from 'dataloader'
import { decisionsOfSubmissions } from './decision.queries.ts'
import { photos } from './photo.queries.ts'
import { cases, casesOfSubmissions } from './review-case.queries.ts'
import { submissions, submissionsOfPhotos } from './submission.queries.ts'
import type { Db } from './tables.ts'
import { findings, inferences, verdicts } from './verdict.queries.ts'

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

function one<Row>(load: (ids: readonly string[]) => Promise<Row[]>, key: (row: Row) => string) {
  return new DataLoader<string, Row | null>(
    async (ids) => {
      const rows = new Map((await load([...new Set(ids)])).map((row) => [key(row), row]))
      return ids.map((id) => rows.get(id) ?? null)
    },
    { cache: false },
  )
}

function many<Row>(load: (ids: readonly string[]) => Promise<Row[]>, key: (row: Row) => string) {
  return new DataLoader<string, Row[]>(
    async (ids) => {
      const rows = Map.groupBy(await load([...new Set(ids)]), key)
      return ids.map((id) => rows.get(id) ?? [])
    },
    { cache: false },
  )
}
