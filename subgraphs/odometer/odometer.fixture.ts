import type { Caller } from '#lib/auth.ts'
import type { EventCatalogue } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { testBox } from '../../test/box.ts'
import { userCaller } from '../../test/caller.ts'
import type { GraphQLAnswer } from '../../test/subgraph.ts'
import type { Teller } from '../../test/teller.ts'
import { until } from '../../test/until.ts'
import { box } from './box.ts'
import { takeVerdict } from './deciding/verdict.handler.ts'
import type { Db, OdometerTables } from './tables.ts'

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
  reading: { id: string; value: number; tenths: boolean | null; distanceKm: number; readingKm: number; instrument: number } | null
}

/** What the first reviewer of a vehicle says beside the value. */
export const FIRST = (unit: unknown = 'KM', tenths = false) => ({
  display: { unit: unit === 'MI' ? ('MI' as const) : ('KM' as const), tenths },
})

export const UPLOAD =
  'id state unit takenAt reasons { code message } photo { id } vehicle { id } reading { id value unit tenths distanceKm readingKm instrument }'
const SUBMIT = `mutation ($input: SubmitOdometerPhotoInput!) { submitOdometerPhoto(input: $input) { upload { ${UPLOAD} } } }`
const ONE = `query ($id: UUID!) { odometerUpload(id: $id) { ${UPLOAD} } }`

/** A running odometer subgraph on a database of its own. */
export async function testOdometer() {
  const running = await testBox<OdometerTables>(box)
  const upload = async (caller: Caller, id: string): Promise<UploadNode> => {
    const { data } = await running.ask<{ odometerUpload: UploadNode | null }>(caller, ONE, { id })
    return data?.odometerUpload ?? Promise.reject(new Error(`${id} is not to be seen.`))
  }
  return { ...running, upload, ...drivers({ ...running, upload }) }
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
  const judged = (...args: Parameters<typeof judgement>) => tell('verification.photo.judged', args[1], judgement(...args))
  /** Several judgements are handled at the same time, as by several processes. */
  const judgedAtOnce = (all: Parameters<typeof judgement>[]): Promise<void[]> =>
    Promise.all(
      all.map((args) => {
        const data = judgement(...args)
        const event = { id: newId(), name: 'verification.photo.judged', aggregateId: data.submissionId, data } as const
        const envelope = { ...event, occurredAt: new Date().toISOString(), requestId: null }
        return db.transaction().execute((trx) => takeVerdict(trx, envelope))
      }),
    )
  /** A reviewer decides, for approval where nothing else is said. */
  const decided = (caller: User, photoId: string, value: number | null, over: Partial<Decided> = {}) =>
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
    await decided(started.caller, photo.id, value, FIRST(input['unit']))
    await becomes(started.caller, id, 'APPROVED')
    return started
  }
  return { driver, submit, submitted, judged, judgedAtOnce, decided, becomes, read, started }
}

interface Plain {
  db: Db
  ask: <Data = Record<string, never>>(
    caller: Caller,
    query: string,
    variables?: Record<string, unknown>,
  ) => Promise<GraphQLAnswer<Data>>
  tell: Teller['tell']
  upload: (caller: Caller, id: string) => Promise<UploadNode>
}
type Input = Record<string, unknown>
export interface Driver {
  caller: User
  vehicleId: string
}
