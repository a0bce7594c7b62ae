import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Insertable } from 'kysely'
import { Client } from 'pg'
import sharp from 'sharp'
import { jobsSchemaOf } from '#db/schemas.ts'
import type { Caller } from '#lib/auth.ts'
import type { EventCatalogue, PhotoPurpose } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { createJobs } from '#lib/work/jobs.ts'
import { createLog } from '#lib/log.ts'
import { createStorage, type Storage } from '#lib/storage.ts'
import { testBox } from '../test/box.ts'
import { userCaller } from '../test/caller.ts'
import type { GraphQLAnswer } from '../test/subgraph.ts'
import type { Teller } from '../test/teller.ts'
import { until } from '../test/until.ts'
import { box } from './box.ts'
import type { Services } from './context.ts'
import type { DeedJudgement, OdometerRead } from './findings.ts'
import type { Inference } from './inference/inference.ts'
import { JUDGE, REMOVE, SWEEP } from './jobs.ts'
import { VERIFICATION_LIMITS } from './limits.ts'
import type { ModelEntry } from './networks/manifest.ts'
import { currentPolicy } from './policy/policy.queries.ts'
import type { Db, Policy, VerificationTables } from './tables.ts'

export type User = Caller & { kind: 'user' }
const READER = { name: 'odometer-reader', version: 'test' }
const CLASSIFIER = { name: 'deed-classifier', version: 'test' }

export const readingOf = (value: number | null, confidence = 0.999): OdometerRead => ({
  text: value === null ? null : String(value),
  value,
  confidence: value === null ? 0 : confidence,
  digits: [],
  box: null,
  candidates: [],
  dashboard: null,
  models: [READER],
})

export const judgementOf = (confidence: number): DeedJudgement => ({
  confidence,
  approveAt: 0.9,
  rejectAt: 0.1,
  labels: [],
  models: [CLASSIFIER],
})

const embedder = (version: string | null) => ({ name: 'photo-embedding', version: version ?? '' })

/** Stands in for the models, which have tests of their own: it answers what a test wants, and fails when a test says so. */
export function scriptedInference() {
  const script = {
    read: (_asked: Parameters<Inference['readOdometer']>[1]) => readingOf(12_345) as OdometerRead | Promise<OdometerRead>,
    judge: () => judgementOf(0.95) as DeedJudgement | null,
    reloads: 0,
    thresholds: { approveReading: 0.95, dashboard: 0.4 },
    /** The version of the embedding in force; null: there is none. */
    embedding: null as string | null,
  }
  const inference: Inference = {
    readOdometer: async (_photo, asked) => script.read(asked),
    judgeDeed: () => Promise.resolve({ judgement: script.judge(), shadows: [] }),
    embed: () => Promise.resolve([{ embedding: new Float32Array(64).fill(1 / 8), turned: [], model: embedder(script.embedding) }]),
    thresholds: () => script.thresholds,
    // What is asked of the entries of an embedding.
    models: () =>
      script.embedding === null ? [] : [{ ...embedder(script.embedding), task: 'EMBEDDING', state: 'ACTIVE' } as ModelEntry],
    reload: () => {
      script.reloads++
      return Promise.resolve()
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
  return { script, inference }
}

/** A policy that asks about no photo but for what a test says. */
export async function insertPolicy(db: Db, over: Partial<Insertable<VerificationTables['policy']>> = {}): Promise<Policy> {
  const { version } = await currentPolicy(db)
  const row = { id: newId(), version: version + 1, set_by: newId(), reason: 'A test.' }
  const nobody = { audit_permille: 0, unbound_permille: 0, new_driver_permille: 0, new_driver_photos: 0 }
  const limits = { unbound_per_day: 1_000, day_worth: String(10n ** 30n) }
  return db
    .insertInto('policy')
    .values({ ...row, ...nobody, ...limits, ...over })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** As the owner of the database: time goes by, which no box may write. */
export async function asOwner({ database }: Pick<TestVerification, 'database'>, statement: string): Promise<void> {
  const client = new Client({ connectionString: database.adminUrl })
  await client.connect()
  try {
    await client.query(`SET search_path TO verification; ${statement}`)
  } finally {
    await client.end()
  }
}

let taken = 0
/** Another time for each photo: of two of one minute a person looks at the second. */
export const anotherMinute = (before = new Date()): string => new Date(before.getTime() - ++taken * 120_000).toISOString()

let seed = 0
/** A photo unlike every other: coloured tiles, as a JPEG. */
export async function picture(width = 480, height = 360): Promise<Buffer> {
  const tiles = Buffer.alloc(16 * 12 * 3)
  let state = (++seed * 2_654_435_761 + process.pid) >>> 0
  for (let i = 0; i < tiles.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    tiles[i] = state >>> 24
  }
  return sharp(tiles, { raw: { width: 16, height: 12, channels: 3 } })
    .resize(width, height, { kernel: 'cubic' })
    .jpeg()
    .toBuffer()
}

/** A running verification box on a database and a folder of its own. */
export async function testVerification(
  options: Partial<Pick<Services, 'attester' | 'decoder' | 'duplicates'>> & {
    storage?: (plain: Storage) => Storage
    models?: 'SCRIPTED' | 'REAL'
    /** The defaults send some photos to people by chance. Without this, the policy asks about none. */
    policy?: 'DEFAULTS'
  } = {},
) {
  await using stack = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'evergraph-photos-'))
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const http = createServer()
  const { promise: listening, resolve } = Promise.withResolvers<void>()
  http.listen(0, '127.0.0.1', resolve)
  await listening
  stack.defer(() => void http.close())
  const filesUrl = `http://127.0.0.1:${(http.address() as AddressInfo).port}/files/`
  const secret = 'a secret of more than 32 characters'
  const plain = createStorage({ kind: 'disk', folder, publicUrl: filesUrl, secret })
  const { script, inference } = scriptedInference()
  const running = stack.use(
    await testBox<VerificationTables>(box, {
      variables: {
        VERIFICATION_FILES_FOLDER: folder,
        VERIFICATION_FILES_URL: filesUrl,
        VERIFICATION_FILES_SECRET: secret,
        VERIFICATION_WORKERS: '2',
      },
      overrides: {
        storage: options.storage?.(plain) ?? plain,
        ...(options.models !== 'REAL' && { inference }),
        ...(options.attester && { attester: options.attester }),
        ...(options.decoder && { decoder: options.decoder }),
        ...(options.duplicates && { duplicates: options.duplicates }),
      },
    }),
  )
  if (options.policy !== 'DEFAULTS') await insertPolicy(running.db)
  http.on('request', (request, response) => running.app.listener?.(request, response))
  /** The box's queues, as another process of it has them. */
  const jobs = () =>
    createJobs({
      url: running.database.url,
      schema: jobsSchemaOf('verification'),
      queues: [JUDGE, REMOVE, SWEEP],
      log: createLog('verification', { level: 'silent' }),
    })
  const opened = stack.move()
  const parts = { ...running, storage: plain, script, filesUrl, folder, jobs }
  return { ...parts, ...people(parts), [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

export type TestVerification = Awaited<ReturnType<typeof testVerification>>

export interface PhotoNode {
  id: string
  status: string
  verdict: string | null
  reasons: { code: string; message: string }[]
  reading: { value: number; confidence: number } | null
  sha256: string | null
  thumbnailUrl: string | null
  reviewUrl: string | null
  models: { name: string; version: string }[]
  checks: { check: string; outcome: string; reason: string | null; score: number | null; detail: string | null }[]
}

export const PHOTO =
  'id status verdict reasons { code message } reading { value confidence } sha256 thumbnailUrl reviewUrl models { name version } checks { check outcome reason score detail }'
const UPLOAD = `mutation ($input: RequestPhotoUploadInput!) { requestPhotoUpload(input: $input) { photo { id status } url method headers { name value } } }`
const CONSENT = 'mutation { giveConsent(input: { version: 1 }) { consent { version } } }'
const ONE = `query ($id: UUID!) { photo(id: $id) { ${PHOTO} } }`

interface Parts {
  ask: <Data = Record<string, never>>(
    caller: Caller,
    query: string,
    variables?: Record<string, unknown>,
  ) => Promise<GraphQLAnswer<Data>>
  tell: Teller['tell']
}

export interface UploadAnswer {
  requestPhotoUpload: {
    photo: { id: string; status: string }
    url: string
    method: string
    headers: { name: string; value: string }[]
  }
}

/** What drivers and the domains do. */
function people({ ask, tell }: Parts) {
  /** A user who has consented. */
  const user = async (): Promise<User> => {
    const caller = userCaller(['DRIVER'])
    await ask(caller, CONSENT)
    return caller
  }
  const requested = (caller: User, purpose: PhotoPurpose = 'ODOMETER', input: Record<string, unknown> = {}) =>
    ask<UploadAnswer>(caller, UPLOAD, {
      input: { purpose, contentType: 'image/jpeg', sizeBytes: VERIFICATION_LIMITS.uploadBytes, ...input },
    })
  /** Uploads a photo; its id. */
  const uploaded = async (caller: User, bytes: Buffer, purpose: PhotoPurpose = 'ODOMETER', input: Record<string, unknown> = {}) => {
    const { data, errors } = await requested(caller, purpose, input)
    if (!data) throw new Error(JSON.stringify(errors))
    const { photo, url } = data.requestPhotoUpload
    const { status } = await fetch(url, { method: 'PUT', body: new Uint8Array(bytes), headers: { 'content-type': 'image/jpeg' } })
    if (status !== 201) throw new Error(`The upload was answered ${status}.`)
    return photo.id
  }
  /** Odometer submits a photo. */
  const submit = async (caller: User, photoId: string, over: Partial<EventCatalogue['odometer.photo.submitted']> = {}) => {
    const uploadId = newId()
    await tell('odometer.photo.submitted', uploadId, {
      uploadId,
      photoId,
      userId: caller.userId,
      vehicleId: newId(),
      unit: 'KM',
      previous: null,
      takenAt: new Date().toISOString(),
      place: null,
      guideFrame: null,
      ...over,
    })
    return uploadId
  }
  const submitDeed = async (caller: User, photoId: string, over: Partial<EventCatalogue['deeds.deed.submitted']> = {}) => {
    const submissionId = newId()
    await tell('deeds.deed.submitted', submissionId, {
      submissionId,
      photoId,
      userId: caller.userId,
      task: 'TREE_PLANTING',
      material: null,
      takenAt: new Date().toISOString(),
      place: { latitude: 48.1, longitude: 11.6 },
      ...over,
    })
  }
  const photo = async (caller: Caller, id: string): Promise<PhotoNode> => {
    const { data, errors } = await ask<{ photo: PhotoNode | null }>(caller, ONE, { id })
    return data?.photo ?? Promise.reject(new Error(JSON.stringify(errors ?? 'not to be seen')))
  }
  /** The photo once it has come to one of these states. */
  const becomes = (caller: Caller, id: string, ...states: string[]): Promise<PhotoNode> =>
    until(async () => {
      // Its fields are read one after the other: read again, they are all of the state that was seen.
      return states.includes((await photo(caller, id)).status) && photo(caller, id)
    })
  /** Uploads and submits a photo; as it is once it is judged. */
  const judged = async (caller: User, bytes: Buffer, over: Parameters<typeof submit>[2] = {}): Promise<PhotoNode> => {
    const id = await uploaded(caller, bytes)
    await submit(caller, id, over)
    return becomes(caller, id, 'APPROVED', 'REJECTED', 'MANUAL_REVIEW')
  }
  return { user, requested, uploaded, submit, submitDeed, photo, becomes, judged }
}
