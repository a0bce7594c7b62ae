import type { Kysely } from 'kysely'
import { connect } from '#db/connect.ts'
import { startMessaging } from '#db/messaging.ts'
import { emit, type MessagingTables } from '#db/outbox.ts'
import type { Caller } from '#lib/auth.ts'
import { createLocalBus } from '#lib/bus-local.ts'
import type { EventCatalogue, EventName } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { callerPublicKeyPem, userCaller } from '../../test/caller.ts'
import { testDatabase } from '../../test/postgres.ts'
import { ask, type GraphQLAnswer } from '../../test/subgraph.ts'
import { until } from '../../test/until.ts'
import { createOdometerApp } from './app.ts'
import { odometerConfig } from './config.ts'
import { takeJudgement } from './judging.service.ts'
import type { Db, OdometerTables } from './tables.ts'

const PRODUCERS = ['accounts', 'charging', 'verification'] as const
const log = createLog('odometer', { level: process.env['TEST_LOG'] ?? 'silent' })

export const DAY_MS = 86_400_000
/** A moment so many days ago. */
export const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS)

export type User = Caller & { kind: 'user' }
type Judged = EventCatalogue['verification.photo.judged']
type Decided = EventCatalogue['verification.review.decided']

export interface UploadNode {
  id: string
  state: string
  unit: string
  reasons: { code: string; message: string }[]
  photo: { id: string }
  reading: { id: string; value: number; distanceKm: number; readingKm: number; instrument: number } | null
}

export const UPLOAD =
  'id state unit takenAt reasons { code message } photo { id } vehicle { id } reading { id value unit distanceKm readingKm instrument }'
const SUBMIT = `mutation ($input: SubmitOdometerPhotoInput!) { submitOdometerPhoto(input: $input) { upload { ${UPLOAD} } } }`
const ONE = `query ($id: UUID!) { odometerUpload(id: $id) { ${UPLOAD} } }`

/** A running odometer subgraph on a database of its own, with producers to speak for the boxes it hears. */
export async function testOdometer() {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await testDatabase('odometer'))
  const bus = stack.use(createLocalBus())
  const config = odometerConfig({ DATABASE_URL: database.url, CALLER_PUBLIC_KEY: callerPublicKeyPem })
  const app = stack.use(await createOdometerApp({ config, bus, log }))
  const db = stack.adopt(connect<OdometerTables>({ url: database.url, schema: 'odometer', log }), (opened) => opened.destroy())
  const boxes = new Map<string, Kysely<MessagingTables>>(
    await Promise.all(
      PRODUCERS.map(async (box) => {
        const url = database.urlOf(box)
        const of = stack.adopt(connect<MessagingTables>({ url, schema: box, log }), (opened) => opened.destroy())
        stack.use(await startMessaging({ db: of, url, box, bus, handlers: {}, ctx: {}, log }))
        return [box, of] as const
      }),
    ),
  )
  const tell = async <Name extends EventName>(name: Name, aggregateId: string, data: EventCatalogue[Name]): Promise<void> => {
    const of = boxes.get(name.split('.')[0] ?? '')
    if (!of) throw new Error(`Nobody speaks for ${name}.`)
    await of.transaction().execute((trx) => emit(trx, name, aggregateId, data))
  }
  /** Every event told so far has been handled. */
  const allHandled = () =>
    until(async () => {
      const open = await Promise.all(
        [...boxes.values()].map((of) => of.selectFrom('outbox').select('id').where('published_at', 'is', null).execute()),
      )
      return open.flat().length === 0
    })
  const asked = <Data = Record<string, never>>(caller: Caller, query: string, variables: Record<string, unknown> = {}) =>
    ask<Data>(app, caller, query, variables)
  const upload = async (caller: Caller, id: string): Promise<UploadNode> => {
    const { data } = await asked<{ odometerUpload: UploadNode | null }>(caller, ONE, { id })
    return data?.odometerUpload ?? Promise.reject(new Error(`${id} is not to be seen.`))
  }
  const opened = stack.move()
  const plain = { app, bus, db, database, ask: asked, tell, allHandled, upload }
  return { ...plain, ...drivers(plain), [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

export type TestOdometer = Awaited<ReturnType<typeof testOdometer>>

/** What drivers, models and reviewers do. */
function drivers({ db, ask: asked, tell, upload }: Plain) {
  /** A driver with a vehicle that odometer knows. */
  const driver = async (over: Partial<EventCatalogue['accounts.vehicle.saved']> = {}): Promise<Driver> => {
    const caller = userCaller(['DRIVER'], over.userId)
    const vehicleId = over.vehicleId ?? newId()
    const vehicle = { vehicleId, userId: caller.userId, name: 'Zoe', batteryCapacityWh: null, ...over }
    await tell('accounts.vehicle.saved', vehicleId, vehicle)
    await until(() => db.selectFrom('vehicle').select('id').where('id', '=', vehicleId).executeTakeFirst())
    return { caller, vehicleId }
  }
  const submit = (caller: Caller, input: Input) =>
    asked<{ submitOdometerPhoto: { upload: UploadNode } }>(caller, SUBMIT, {
      input: { photoId: newId(), takenAt: new Date(), ...input },
    })
  /** Submits a photo that is to be in order. */
  const submitted = async (caller: Caller, input: Input): Promise<UploadNode> => {
    const { data, errors } = await submit(caller, input)
    return data?.submitOdometerPhoto.upload ?? Promise.reject(new Error(JSON.stringify(errors)))
  }
  const judgement = (caller: User, photoId: string, value: number | null, over: Partial<Judged> = {}): Judged => ({
    submissionId: photoId,
    photoId,
    userId: caller.userId,
    purpose: 'ODOMETER',
    verdict: 'APPROVED',
    reasons: [],
    reading: value === null ? null : { value, confidence: 0.999 },
    judgedAt: new Date().toISOString(),
    ...over,
  })
  /** Verification judges a photo, as in order where nothing else is said. */
  const judged = (...args: Parameters<typeof judgement>): Promise<void> =>
    tell('verification.photo.judged', args[1], judgement(...args))
  /** Several judgements are handled at the same time, as by several processes. */
  const judgedAtOnce = (all: Parameters<typeof judgement>[]): Promise<void[]> =>
    Promise.all(
      all.map((args) => {
        const data = judgement(...args)
        const event = { id: newId(), name: 'verification.photo.judged', aggregateId: data.submissionId, data } as const
        const envelope = { ...event, occurredAt: new Date().toISOString(), requestId: null }
        return db.transaction().execute((trx) => takeJudgement(trx, envelope))
      }),
    )
  /** A reviewer decides, for approval where nothing else is said. */
  const decided = (caller: User, photoId: string, value: number | null, over: Partial<Decided> = {}): Promise<void> =>
    tell('verification.review.decided', over.submissionId ?? photoId, {
      submissionId: photoId,
      photoId,
      userId: caller.userId,
      purpose: 'ODOMETER',
      decision: 'APPROVED',
      reasons: [],
      reading: value === null ? null : { value, confidence: 1 },
      instrument: 'SAME',
      appeal: false,
      decidedAt: new Date().toISOString(),
      ...over,
    })
  /** The upload as it is once it has come to one of these states. */
  const becomes = (caller: Caller, id: string, ...states: string[]): Promise<UploadNode> =>
    until(async () => {
      const now = await upload(caller, id)
      return states.includes(now.state) && now
    })
  /** Submits a photo and has it judged; the upload as it is then. */
  const read = async ({ caller, vehicleId }: Driver, value: number, input: Input = {}): Promise<UploadNode> => {
    const { id, photo } = await submitted(caller, { vehicleId, ...input })
    await judged(caller, photo.id, value)
    return becomes(caller, id, 'MANUAL_REVIEW', 'APPROVED', 'REJECTED')
  }
  /** A driver whose vehicle has an approved first reading. */
  const started = async (value: number, takenAt: Date, input: Input = {}, vehicle: Parameters<typeof driver>[0] = {}) => {
    const started = await driver(vehicle)
    const { id, photo } = await read(started, value, { takenAt, ...input })
    await decided(started.caller, photo.id, value)
    await becomes(started.caller, id, 'APPROVED')
    return started
  }
  /** Data of all events of a name that odometer has told, the oldest first. */
  const told = async <Name extends EventName>(name: Name): Promise<EventCatalogue[Name][]> => {
    const rows = await db.selectFrom('outbox').select('data').where('name', '=', name).orderBy('position').execute()
    // `emit` ties name and data together.
    return rows.map(({ data }) => data as EventCatalogue[Name])
  }
  return { driver, submit, submitted, judged, judgedAtOnce, decided, becomes, read, started, told }
}

interface Plain {
  db: Db
  ask: <Data = Record<string, never>>(
    caller: Caller,
    query: string,
    variables?: Record<string, unknown>,
  ) => Promise<GraphQLAnswer<Data>>
  tell: <Name extends EventName>(name: Name, aggregateId: string, data: EventCatalogue[Name]) => Promise<void>
  upload: (caller: Caller, id: string) => Promise<UploadNode>
}
type Input = Record<string, unknown>
export interface Driver {
  caller: User
  vehicleId: string
}
