import { createHash } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { testDatabase, type TestDatabase } from '../../test/postgres.ts'
import { alike } from '../checks/duplicate.ts'
import { facts } from '../checks/facts.fixture.ts'
import { quantised, type Embedding, type Fingerprint } from './fingerprint.ts'
import { squeezed } from './outline.ts'
import { compareHere } from './compare.ts'
import { openComparer } from './comparer.ts'
import { pictureFacts } from './picture.ts'
import { pixelsOf, scene } from './scene.fixture.ts'
import {
  chosen,
  createDuplicates,
  duplicatesOf,
  eraseFingerprints,
  insertFingerprint,
  MOST_CANDIDATES,
  searchDuplicates,
  type Duplicates,
} from './duplicates.ts'
import type { Db, VerificationTables } from '../tables.ts'

const log = createLog('verification', { level: process.env['TEST_LOG'] ?? 'silent' })
let database: TestDatabase
let db: Db
/** One process' memory. */
let duplicates: Duplicates

beforeAll(async () => {
  database = await testDatabase('verification')
  db = connect<VerificationTables>({ url: database.url, schema: 'verification', log })
  duplicates = createDuplicates(compareHere)
})
afterAll(async () => {
  await db.destroy()
  await database[Symbol.asyncDispose]()
})

let seed = 100
const picture = async (): Promise<Sharp> => sharp(await scene(seed++))

/** A small picture in place of the model's vector: copies are alike by it too. */
function standIn(pixels: Parameters<typeof squeezed>[0]): Embedding {
  const { data } = squeezed(pixels, 8)
  const grey = Array.from({ length: 64 }, (_, i) => (data[3 * i] ?? 0) + (data[3 * i + 1] ?? 0) + (data[3 * i + 2] ?? 0))
  const mirrored = grey.map((_, i) => grey[i - (i % 8) + 7 - (i % 8)] ?? 0)
  const unit = (values: number[]) => {
    const mean = values.reduce((a, b) => a + b, 0) / 64
    const length = Math.hypot(...values.map((value) => value - mean)) || 1
    return quantised(values.map((value) => (value - mean) / length))
  }
  return {
    model: 'stand-in-1',
    vector: unit(grey),
    turned: [
      { change: 'MIRRORED', vector: unit(mirrored) },
      { change: 'TURNED_180', vector: unit(grey.toReversed()) },
    ],
  }
}

async function fingerprintOf(bytes: Buffer): Promise<Fingerprint> {
  const pixels = await pixelsOf(bytes)
  const { pdq, outline, aspect } = pictureFacts(pixels)
  return { sha256: createHash('sha256').update(bytes).digest('hex'), pdq, outline, aspect, embeddings: [standIn(pixels)] }
}

/** A photo that a user has uploaded. */
async function uploaded(): Promise<{ photoId: string; userId: string }> {
  const [photoId, userId, consentId] = [newId(), newId(), newId()]
  await db.insertInto('consent').values({ id: consentId, user_id: userId, version: 1, withdrawn_at: null }).execute()
  const photo = { id: photoId, user_id: userId, consent_id: consentId, purpose: 'ODOMETER', content_type: 'image/jpeg' } as const
  const unknown = { capture_id: null, sha256: null, type: null, width: null, height: null, erased_at: null, swept_at: null }
  await db
    .insertInto('photo')
    .values({ ...photo, ...unknown, size_bytes: 1, attestation: 'NONE' })
    .execute()
  return { photoId, userId }
}

/** As a photo is judged: search, then lock, look again and insert. */
async function judge(bytes: Buffer, memory = duplicates) {
  const photo = await uploaded()
  const fingerprint = await fingerprintOf(bytes)
  const earlier = await searchDuplicates({ db, duplicates: memory }, photo.photoId, fingerprint)
  const found = await db.transaction().execute(async (trx) => {
    const hits = await duplicatesOf({ duplicates: memory }, trx, photo.photoId, fingerprint, earlier)
    await insertFingerprint(trx, { ...photo, reading: 42_000 }, fingerprint)
    return hits
  })
  return { ...photo, fingerprint, found }
}

test('a new photo is like no other', async () => {
  expect((await judge(await (await picture()).jpeg().toBuffer())).found).toEqual([])
})

test('what is alike by its hash is read without its outline, and once: there may be thousands of one dashboard', async () => {
  const photo = await picture()
  for (const quality of [95, 90, 85]) await judge(await photo.clone().jpeg({ quality }).toBuffer())
  const copy = { ...(await fingerprintOf(await photo.jpeg({ quality: 80 }).toBuffer())), embeddings: [] }
  const read = { outlines: 0, rows: 0 }
  const counting = db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: ({ result }) => {
      read.rows += result.rows.filter((row) => 'photo_id' in row).length
      read.outlines += result.rows.filter((row) => row['outline']).length
      return Promise.resolve(result)
    },
  })
  const earlier = await searchDuplicates({ db: counting, duplicates }, newId(), copy)
  const found = await counting.transaction().execute((trx) => duplicatesOf({ duplicates }, trx, newId(), copy, earlier))
  expect(found).toMatchObject([{ by: 'PDQ' }, { by: 'PDQ' }, { by: 'PDQ' }])
  expect(read).toEqual({ outlines: 0, rows: 3 })
})

test('the same bytes are found, whoever brings them', async () => {
  const bytes = await (await picture()).jpeg().toBuffer()
  const first = await judge(bytes)
  const { found } = await judge(bytes)
  expect(found).toContainEqual({
    photoId: first.photoId,
    userId: first.userId,
    reading: 42_000,
    by: 'SHA256',
    score: 0,
    change: 'NONE',
  })
})

test('a copy that was saved again is found by its hash', async () => {
  const original = await picture()
  const { photoId } = await judge(await original.clone().jpeg({ quality: 90 }).toBuffer())
  const { found } = await judge(await original.clone().resize(500).jpeg({ quality: 50 }).toBuffer())
  expect(found).toContainEqual(expect.objectContaining({ photoId, by: 'PDQ', change: 'NONE' }))
  expect(found.find(({ by }) => by === 'PDQ')?.score).toBeLessThanOrEqual(10)
})

test('a copy that was turned is found by its hash, with the turn', async () => {
  const original = await picture()
  const { photoId } = await judge(await original.clone().jpeg().toBuffer())
  const { found } = await judge(await original.clone().rotate(90).jpeg().toBuffer())
  expect(found).toContainEqual(expect.objectContaining({ photoId, by: 'PDQ', change: 'TURNED_90' }))
})

test.each([
  ['cropped', 'NONE', (p: Sharp) => p.extract({ left: 40, top: 30, width: 740, height: 550 })],
  ['turned a little', 'NONE', (p: Sharp) => p.rotate(4, { background: '#000' })],
  [
    'turned upside down and cropped',
    'TURNED_180',
    (p: Sharp) => p.rotate(180).extract({ left: 10, top: 20, width: 760, height: 560 }),
  ],
  ['mirrored and cropped', 'MIRRORED', (p: Sharp) => p.flop().extract({ left: 10, top: 20, width: 760, height: 560 })],
] as const)('a copy that was %s is found by its embedding and laid over the original', async (_, change, alter) => {
  const original = await picture()
  const { photoId } = await judge(await original.clone().jpeg().toBuffer())
  const { found } = await judge(
    await alter(sharp(await original.clone().png().toBuffer()))
      .jpeg()
      .toBuffer(),
  )
  const hit = found.find(({ by }) => by === 'EMBEDDING')
  expect(hit).toMatchObject({ photoId, change })
  expect(hit?.score).toBeGreaterThan(0.9)
})

test('a photo of which an earlier model has made the vector is found by that model, and the new one is kept by the model in force', async () => {
  const original = await picture()
  const crop = await original.clone().extract({ left: 40, top: 30, width: 740, height: 550 }).jpeg().toBuffer()
  const { photoId } = await judge(await original.clone().jpeg().toBuffer())
  const copy = await fingerprintOf(crop)
  const [old] = copy.embeddings
  if (!old) throw new Error('no embedding')
  const unlike = old.vector.map((value) => -value)
  const now = { ...copy, embeddings: [{ model: 'stand-in-2', vector: unlike, turned: [] }, old] }
  const photo = await uploaded()
  const { found } = await searchDuplicates({ db, duplicates }, photo.photoId, now)
  expect(found).toContainEqual(expect.objectContaining({ photoId, by: 'EMBEDDING' }))
  await db.transaction().execute((trx) => insertFingerprint(trx, { ...photo, reading: null }, now))
  const kept = db.selectFrom('fingerprint').select(['embedding', 'embedding_model']).where('photo_id', '=', photo.photoId)
  expect(await kept.executeTakeFirst()).toEqual({ embedding: Buffer.from(unlike), embedding_model: 'stand-in-2' })
})

test('a process finds what another has inserted', async () => {
  const original = await picture()
  await judge(await (await picture()).jpeg().toBuffer())
  const other = createDuplicates(compareHere)
  const { photoId } = await judge(await original.clone().jpeg().toBuffer(), other)
  const { found } = await judge(await original.clone().jpeg({ quality: 60 }).toBuffer())
  expect(found.map((hit) => hit.photoId)).toContain(photoId)
})

test('of two copies at once, exactly one sees the other', async () => {
  for (let round = 0; round < 3; round++) {
    const original = await picture()
    const copies = await Promise.all([60, 80].map((quality) => original.clone().jpeg({ quality }).toBuffer()))
    const judged = await Promise.all(copies.map((bytes) => judge(bytes, createDuplicates(compareHere))))
    expect(judged.map(({ found }) => found.some(({ by }) => by === 'PDQ')).sort()).toEqual([false, true])
  }
})

test('of the same bytes at once, one gets the fingerprint', async () => {
  const fingerprint = await fingerprintOf(await (await picture()).jpeg().toBuffer())
  const photos = await Promise.all([uploaded(), uploaded(), uploaded()])
  const inserted = await Promise.all(
    photos.map((photo) => db.transaction().execute((trx) => insertFingerprint(trx, { ...photo, reading: null }, fingerprint))),
  )
  expect(inserted.filter(Boolean)).toHaveLength(1)
})

test('what was rolled back is not found', async () => {
  const bytes = await (await picture()).jpeg().toBuffer()
  const [photo, fingerprint] = [await uploaded(), await fingerprintOf(bytes)]
  const undone = db.transaction().execute(async (trx) => {
    await insertFingerprint(trx, { ...photo, reading: null }, fingerprint)
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect((await judge(bytes)).found).toEqual([])
})

test('a photo that is judged again is no copy of itself', async () => {
  const { photoId, fingerprint } = await judge(await (await picture()).jpeg().toBuffer())
  expect((await searchDuplicates({ db, duplicates }, photoId, fingerprint)).found).toEqual([])
})

test('a crop of an erased photo is a matter for a person', async () => {
  const original = await picture()
  const { photoId } = await judge(await original.clone().jpeg().toBuffer())
  await db.transaction().execute((trx) => eraseFingerprints(trx, [photoId]))
  const crop = original.clone().extract({ left: 20, top: 15, width: 760, height: 570 })
  const { found } = await judge(await crop.jpeg().toBuffer(), createDuplicates(compareHere))
  expect(found).toContainEqual(expect.objectContaining({ photoId, userId: null, by: 'COSINE' }))
  expect(alike(facts({ duplicates: found }))).toMatchObject({ outcome: 'FLAG', reason: 'NEAR_DUPLICATE' })
})

test('an erased photo is still known by its hashes and its embedding, and by nothing that shows it or names its owner', async () => {
  const original = await picture()
  const { photoId } = await judge(await original.clone().jpeg().toBuffer())
  await db.transaction().execute((trx) => eraseFingerprints(trx, [photoId]))
  const copy = await judge(await original.clone().jpeg({ quality: 70 }).toBuffer())
  expect(copy.found.map(({ by }) => by)).toEqual(['PDQ', 'COSINE'])
  expect(copy.found.every((hit) => hit.photoId === photoId && hit.userId === null)).toBe(true)
  const row = await db.selectFrom('fingerprint').selectAll().where('photo_id', '=', photoId).executeTakeFirst()
  expect(row).toMatchObject({ user_id: null, outline: null })
})

test('the box cannot delete a fingerprint', async () => {
  await expect(db.deleteFrom('fingerprint').execute()).rejects.toThrow(/permission denied/)
})

test('photos are laid over each other in a thread of its own: the one that serves requests is free, and finds the same', async () => {
  await using comparer = openComparer({ threads: 1, log })
  const original = await picture()
  for (const brightness of [1, 1.02, 0.98]) await judge(await original.clone().modulate({ brightness }).jpeg().toBuffer())
  const fingerprint = await fingerprintOf(await original.clone().jpeg({ quality: 70 }).toBuffer())
  /** CPU of this thread alone, with the indexes filled and the thread started by a search before. */
  const search = async (memory: Duplicates) => {
    await searchDuplicates({ db, duplicates: memory }, newId(), fingerprint)
    const before = process.threadCpuUsage()
    const { found } = await searchDuplicates({ db, duplicates: memory }, newId(), fingerprint)
    const { user, system } = process.threadCpuUsage(before)
    return { found, cpu: user + system }
  }
  const [here, there] = [await search(createDuplicates(compareHere)), await search(createDuplicates(comparer.compare))]
  expect(there.found).toEqual(here.found)
  expect(here.found.filter(({ by }) => by === 'EMBEDDING').length).toBeGreaterThanOrEqual(3)
  expect(there.cpu).toBeLessThan(here.cpu / 3)
})

test('many photos of one taker, however alike they are made to look, do not hide the one of somebody else that is copied', async () => {
  const bytes = await (await picture()).jpeg().toBuffer()
  const victim = await judge(bytes)
  const part = { left: 0.08, top: 0.08, size: 0.84 }
  const { width, height } = await sharp(bytes).metadata()
  const crop = sharp(bytes).extract({
    left: Math.round(part.left * width),
    top: Math.round(part.top * height),
    width: Math.round(part.size * width),
    height: Math.round(part.size * height),
  })
  const copy = await fingerprintOf(await crop.jpeg().toBuffer())
  const found = async () => {
    const search = await searchDuplicates({ db, duplicates }, newId(), copy)
    return search.found.filter(({ photoId, by }) => photoId === victim.photoId && by === 'EMBEDDING')
  }
  const before = await found()
  expect(before).toHaveLength(1)
  // The embedding calls each of them more alike than the original.
  const { userId } = await uploaded()
  for (let each = 0; each < MOST_CANDIDATES; each++) {
    const decoy = { ...(await fingerprintOf(await (await picture()).jpeg().toBuffer())), embeddings: copy.embeddings }
    const { photoId } = await uploaded()
    await db.transaction().execute((trx) => insertFingerprint(trx, { photoId, userId, reading: null }, decoy))
  }
  expect(await found()).toEqual(before)
})

test('while nobody else has photos that are alike, as many of one taker are laid over as of several', () => {
  const near = Array.from({ length: MOST_CANDIDATES + 9 }, (_, id) => ({ id }))
  const takers = new Map(near.map(({ id }) => [id, 'one'] as const))
  expect(chosen(near, takers)).toEqual(near.slice(0, MOST_CANDIDATES))
  takers.delete(3)
  expect(chosen(near, takers).map(({ id }) => id)).toEqual([
    3,
    ...near.map(({ id }) => id).filter((id) => id !== 3 && id <= MOST_CANDIDATES),
  ])
})

test('a copy that comes while photos are laid over each other is found before the verdict', async () => {
  const original = await picture()
  const [first, between, last] = await Promise.all([90, 80, 70].map((quality) => original.clone().jpeg({ quality }).toBuffer()))
  if (!first || !between || !last) throw new Error('no copies')
  const meanwhile: Buffer[] = []
  const came: string[] = []
  const memory = createDuplicates(async (task) => {
    const next = meanwhile.pop()
    if (next) {
      const { photoId, fingerprint } = await judge(next, memory)
      came.push(photoId)
      // From here on it is in the memory.
      await searchDuplicates({ db, duplicates: memory }, newId(), fingerprint)
    }
    return compareHere(task)
  })
  await judge(first, memory)
  meanwhile.push(between)
  const { found } = await judge(last, memory)
  expect(came).toHaveLength(1)
  expect(found.map(({ photoId }) => photoId)).toEqual(expect.arrayContaining(came))
})

test('a search that cannot read the table does not keep the next from reading it', async () => {
  const original = await picture()
  const { photoId, fingerprint } = await judge(await original.clone().jpeg().toBuffer())
  const memory = createDuplicates(compareHere)
  const away = connect<VerificationTables>({ url: `${database.url}_away`, schema: 'verification', log })
  await expect(searchDuplicates({ db: away, duplicates: memory }, newId(), fingerprint)).rejects.toThrow('does not exist')
  await away.destroy()
  const { found } = await searchDuplicates({ db, duplicates: memory }, newId(), fingerprint)
  expect(found.map((hit) => hit.photoId)).toContain(photoId)
})

test('a process that begins among many photos finds the last of them', async () => {
  const { userId } = await uploaded()
  const some = sql`decode(md5(random()::text) || md5(random()::text), 'hex')`
  await sql`
    WITH many AS (
      INSERT INTO photo (id, user_id, consent_id, purpose, content_type, size_bytes, attestation)
      SELECT gen_random_uuid(), user_id, id, 'DEED', 'image/png', 1, 'NONE' FROM consent, generate_series(1, 5000)
      WHERE user_id = ${userId} RETURNING id, user_id
    )
    INSERT INTO fingerprint (photo_id, user_id, sha256, pdq, pdq_quality) SELECT id, user_id, ${some}, ${some}, 0 FROM many`.execute(
    db,
  )
  const original = await picture()
  const { photoId } = await judge(await original.clone().jpeg().toBuffer())
  const copy = await fingerprintOf(await original.clone().jpeg({ quality: 60 }).toBuffer())
  const { found } = await searchDuplicates({ db, duplicates: createDuplicates(compareHere) }, newId(), copy)
  expect(found.map((hit) => hit.photoId)).toContain(photoId)
})
