import type { Change, Duplicate } from '../checks/facts.ts'
import type { Compare, CompareTask } from './compare.ts'
import type { Embedding, Fingerprint } from './fingerprint.ts'
import { createHashIndex, type HashIndex } from './hash-index.ts'
import { createVectorIndex, type VectorIndex } from './vector-index.ts'
import {
  eraseFingerprintRows,
  findBySha256,
  findFingerprints,
  insertFingerprintRow,
  lockFingerprints,
  newFingerprints,
  outlinesOf,
  takersOf,
} from './duplicates.queries.ts'
import type { Db, Trx } from '../tables.ts'

/** Earlier photos in memory. A process has one: `createDuplicates`, which follows the table from its first search on. */
export interface Duplicates {
  /** Lays photos over each other. */
  readonly compare: Compare
  readonly hashes: HashIndex
  /** By embedding model: vectors of different models cannot be compared. */
  readonly vectors: Map<string, VectorIndex>
  /** The last id that is in the indexes. */
  seen: number
  /** New rows are read one call after the other. */
  following: Promise<void>
}

/** What a search has found, and up to which id it has looked. */
export interface Search {
  upTo: number
  found: Duplicate[]
  /** Why photos were not laid over each other; null if they were. Then only hashes were looked at. */
  notCompared: string | null
}

/** Photos could not be laid over each other. Its cause says why. No fault of the database is one of these. */
export class ComparingFailed extends Error {
  constructor(cause: unknown) {
    super('The photo could not be laid over earlier ones.', { cause })
  }
}

/**
 * Vectors less alike than this are of other photos. Of the others, this many of the nearest are laid over the new photo: nearly all copies
 * are among them, large crops apart (`checks/README.md`).
 */
export const LEAST_COSINE = 0.5
export const MOST_CANDIDATES = 24
/** Of so many nearest, these are chosen: the first of each taker come before anybody's further ones. */
const NAMED = 4 * MOST_CANDIDATES
const FIRST_OF_EACH = 6
/** Rows that are read at once. */
const PAGE = 5_000
/** No check uses less. */
const LEAST_LIKENESS = 0.5

export const createDuplicates = (compare: Compare): Duplicates => ({
  compare,
  hashes: createHashIndex(),
  vectors: new Map(),
  seen: 0,
  following: Promise.resolve(),
})

/**
 * Earlier photos, of anyone, that this one may be a copy of. Call it outside any transaction: laying photos over each other takes up to a
 * second. `duplicatesOf` looks at what comes in between. Rejects with `ComparingFailed` if the photos cannot be laid over each other. Who has given
 * that up says why in `notCompared`: then nothing is laid over, here and in `duplicatesOf`.
 */
export async function searchDuplicates(
  ctx: { db: Db; duplicates: Duplicates },
  photoId: string,
  fingerprint: Fingerprint,
  notCompared: string | null = null,
): Promise<Search> {
  await follow(ctx.duplicates, ctx.db)
  return search(ctx.duplicates, ctx.db, photoId, fingerprint, { upTo: 0, found: [], notCompared })
}

/**
 * What `earlier` found, and what has come since. It holds a lock until the transaction ends, so that of two copies that come at once the
 * second sees the first. Insert the fingerprint in the same transaction, and keep that short. Rejects with `ComparingFailed` as
 * `searchDuplicates` does, which sees the same photos at the next try.
 */
export async function duplicatesOf(
  ctx: { duplicates: Duplicates },
  trx: Trx,
  photoId: string,
  fingerprint: Fingerprint,
  earlier: Search,
): Promise<Duplicate[]> {
  await lockFingerprints(trx)
  await follow(ctx.duplicates, trx)
  return (await search(ctx.duplicates, trx, photoId, fingerprint, earlier)).found
}

/**
 * Keeps a photo's fingerprint, so that later copies are found. `reading` is what was read on it. False if a photo of the same bytes has one
 * already: of two at once, one wins.
 */
export async function insertFingerprint(
  trx: Trx,
  photo: { photoId: string; userId: string; reading: number | null },
  fingerprint: Fingerprint,
): Promise<boolean> {
  // Indexes follow the ids, so these must grow in the order of the commits.
  await lockFingerprints(trx)
  return insertFingerprintRow(trx, photo, fingerprint)
}

/** Erases what shows or names a person. Hashes and embedding stay, so that neither an erased photo nor a copy of it earns again. */
export async function eraseFingerprints(trx: Trx, photoIds: string[]): Promise<void> {
  if (photoIds.length > 0) await eraseFingerprintRows(trx, photoIds)
}

/** What `earlier` found, and what there is beyond it. */
async function search(
  duplicates: Duplicates,
  db: Db,
  photoId: string,
  fingerprint: Fingerprint,
  { upTo: after, found: before, notCompared }: Search,
): Promise<Search> {
  const upTo = duplicates.seen
  const hashes = duplicates.hashes.near(fingerprint.pdq).filter(({ id }) => id > after)
  const named = fingerprint.embeddings.map((embedding) =>
    candidates(duplicates.vectors.get(embedding.model), embedding, after, NAMED),
  )
  const takers = await takersOf(
    db,
    named.flat().map(({ id }) => id),
  )
  const vectors = named.flatMap((near) => chosen(near, takers))
  const same = await findBySha256(db, fingerprint.sha256)
  const rows = await findFingerprints(
    db,
    [...hashes, ...vectors].map(({ id }) => id),
  )
  const outlines = await outlinesOf(
    db,
    vectors.map(({ id }) => id),
  )
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  const found = [...before]
  const note = (row: { photo_id: string; user_id: string | null; reading: number | null } | undefined, hit: Hit) => {
    if (row && row.photo_id !== photoId) found.push({ photoId: row.photo_id, userId: row.user_id, reading: row.reading, ...hit })
  }
  if (same && same.id > after) note(same, { by: 'SHA256', score: 0, change: 'NONE' })
  for (const { id, distance, change } of hashes) note(rowOf.get(id), { by: 'PDQ', score: distance, change })
  const seen: { row: (typeof rows)[number]; outline: Uint8Array; change: Change }[] = []
  for (const { id, cosine, change } of vectors) {
    const row = rowOf.get(id)
    const outline = outlines.get(id)
    // It was erased, so there is nothing to lay over.
    if (!row || !outline) note(row, { by: 'COSINE', score: cosine, change })
    else seen.push({ row, outline: Uint8Array.from(outline), change })
  }
  const { outline, aspect } = fingerprint
  const earlier = seen.map((one) => ({ outline: one.outline, change: one.change }))
  const isCompared = notCompared === null && seen.length > 0
  const scores = isCompared ? await compared(duplicates, { outline, aspect, earlier }) : []
  for (const [at, { row, change }] of seen.entries()) {
    const score = scores[at] ?? 0
    if (score >= LEAST_LIKENESS) note(row, { by: 'EMBEDDING', score, change })
  }
  return { upTo, found, notCompared }
}

const compared = ({ compare }: Duplicates, task: CompareTask): Promise<number[]> =>
  compare(task).catch((cause: unknown) => Promise.reject(new ComparingFailed(cause)))

/** Earlier photos that one model finds like this one, as it is or turned. */
export function candidates(
  index: VectorIndex | undefined,
  { vector, turned }: Embedding,
  after = 0,
  most = MOST_CANDIDATES,
): { id: number; cosine: number; change: Change }[] {
  const near = index?.near([vector, ...turned.map((each) => each.vector)], { least: LEAST_COSINE, most, after })
  return (near ?? []).map(({ id, cosine, like }) => ({ id, cosine, change: turned[like - 1]?.change ?? 'NONE' }))
}

/**
 * Those that are laid over the new photo. Otherwise many photos of one taker hide the one of somebody else that was copied: those of their own car, or
 * some that were made for it. Erased ones have nothing to lay over, and take nobody's place.
 */
export function chosen<Named extends { id: number }>(near: readonly Named[], takers: ReadonlyMap<number, string>): Named[] {
  const counts = new Map<string, number>()
  const [erased, first, further]: [Named[], Named[], Named[]] = [[], [], []]
  for (const one of near) {
    const taker = takers.get(one.id)
    const count = taker === undefined ? 0 : (counts.get(taker) ?? 0) + 1
    if (taker === undefined) erased.push(one)
    else (count <= FIRST_OF_EACH ? first : further).push(one)
    if (taker !== undefined) counts.set(taker, count)
  }
  return [...erased, ...[...first, ...further].slice(0, MOST_CANDIDATES)]
}

type Hit = Pick<Duplicate, 'by' | 'score' | 'change'>

/** Takes into memory what any process has inserted since. */
function follow(duplicates: Duplicates, db: Db): Promise<void> {
  const next = duplicates.following.then(async () => {
    for (;;) {
      const rows = await newFingerprints(db, duplicates.seen, PAGE)
      for (const { id, pdq, pdq_quality: quality, embedding, embedding_model: model } of rows) {
        duplicates.hashes.add(id, pdq, quality)
        if (embedding && model) vectorsOf(duplicates, model).add(id, signed(embedding))
        duplicates.seen = id
      }
      if (rows.length < PAGE) return
    }
  })
  duplicates.following = next.catch(() => undefined)
  return next
}

function vectorsOf({ vectors }: Duplicates, model: string): VectorIndex {
  const index = vectors.get(model) ?? createVectorIndex()
  vectors.set(model, index)
  return index
}

const signed = (bytes: Buffer): Int8Array => new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
