import { sql } from 'kysely'
import { connect } from '#db/connect.ts'
import type { Caller } from '#lib/auth.ts'
import { createLocalBus } from '#lib/bus-local.ts'
import type { Bus } from '#lib/bus.ts'
import type { EventCatalogue, EventName } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { callerPublicKeyPem, userCaller } from '../../test/caller.ts'
import { testDatabase } from '../../test/postgres.ts'
import { watch } from '../../test/sse.ts'
import { ask, type GraphQLAnswer } from '../../test/subgraph.ts'
import { createTeller } from '../../test/teller.ts'
import { until } from '../../test/until.ts'
import { createCommunityApp } from './app.ts'
import { communityConfig } from './config.ts'
import type { CommunityTables, DeedState } from './tables.ts'

export type User = Caller & { kind: 'user' }
export const admin = userCaller(['ADMIN'])
export const reviewer = userCaller(['REVIEWER'])
export const newUser = (): User => userCaller(['DRIVER'])

/** In the middle of Berlin; a degree of latitude is about 111,195 m. */
export const HERE = { latitude: 52.5219, longitude: 13.4132 }
export const north = (metres: number, from = HERE) => ({ ...from, latitude: from.latitude + metres / 111_195 })
export const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

export const DEED = `id task material note takenAt state submittedAt decidedAt awaitsSessionUntil
  reasons { code message } photo { id } user { id } place { latitude longitude } session { id }`
const SUBMIT = `mutation ($input: SubmitDeedInput!) { submitDeed(input: $input) { ${DEED} } }`

export interface Shown {
  id: string
  task: string
  material: string | null
  note: string | null
  takenAt: string
  state: DeedState
  decidedAt: string | null
  awaitsSessionUntil: string | null
  reasons: { code: string; message: string }[]
  photo: { id: string }
  user: { id: string }
  place: { latitude: number; longitude: number } | null
  session: { id: string } | null
}

export type TestCommunity = Awaited<ReturnType<typeof testCommunity>>

/** A running community subgraph on a database of its own, in which the test plays the other boxes. */
export async function testCommunity(more: Record<string, string> = {}) {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await testDatabase('community'))
  const log = createLog('community', { level: process.env['TEST_LOG'] ?? 'silent' })
  const bus = stack.use(createLocalBus())
  const ears = countListeners(bus)
  const config = communityConfig({
    DATABASE_URL: database.url,
    CALLER_PUBLIC_KEY: callerPublicKeyPem,
    COMMUNITY_SWEEP_MS: '50',
    ...more,
  })
  const app = stack.use(await createCommunityApp({ config, bus: ears.bus, log }))
  const db = stack.adopt(connect<CommunityTables>({ url: database.url, schema: 'community', log, max: 12 }), (opened) =>
    opened.destroy(),
  )
  const { tell, again } = createTeller(bus)
  const askIt = <Data>(caller: Caller, query: string, variables: Record<string, unknown> = {}): Promise<GraphQLAnswer<Data>> =>
    ask<Data>(app, caller, query, variables)
  const opened = stack.move()
  const box = {
    app,
    db,
    tell,
    again,
    ask: askIt,
    watch: <Data>(caller: Caller, query: string, variables?: Record<string, unknown>) => watch<Data>(app, caller, query, variables),
    /** How many watch at the moment. */
    listening: ears.count,
    /** What the box has said, in order. */
    async said<Name extends EventName>(name: Name): Promise<EventCatalogue[Name][]> {
      const rows = await db.selectFrom('outbox').select('data').where('name', '=', name).orderBy('position').execute()
      // Written by `emit`, which ties name and data together.
      return rows.map(({ data }) => data as EventCatalogue[Name])
    },
    /** What the box has said about one thing, in order. */
    async saidOf(id: string): Promise<string[]> {
      const rows = await db.selectFrom('outbox').select('name').where('aggregate_id', '=', id).orderBy('position').execute()
      return rows.map(({ name }) => name.replace('community.', ''))
    },
    /** All that the box has said has been heard. */
    allHeard: () =>
      until(async () => (await db.selectFrom('outbox').select('id').where('published_at', 'is', null).execute()).length === 0),
    /** Nothing was set aside. */
    deadLetters: async () =>
      (await sql<{ error: string }>`SELECT error FROM dead_letter`.execute(db)).rows.map(({ error }) => error),
    trySubmit: (caller: Caller, input: Record<string, unknown> = {}) =>
      askIt<{ submitDeed: Shown }>(caller, SUBMIT, { input: deedInput(input) }),
    async submit(caller: Caller, input: Record<string, unknown> = {}): Promise<Shown> {
      const { data, errors } = await box.trySubmit(caller, input)
      if (!data) throw new Error(JSON.stringify(errors))
      return data.submitDeed
    },
    async deed(id: string, caller: Caller = admin): Promise<Shown> {
      const { data } = await askIt<{ deed: Shown | null }>(caller, `query ($id: UUID!) { deed(id: $id) { ${DEED} } }`, { id })
      if (!data?.deed) throw new Error('There is no such deed.')
      return data.deed
    },
    /** Verification judges a deed's photo. */
    judge: (deed: Shown, over: Partial<EventCatalogue['verification.photo.judged']> = {}) =>
      tell('verification.photo.judged', over.submissionId ?? deed.id, {
        submissionId: deed.id,
        photoId: deed.photo.id,
        userId: deed.user.id,
        purpose: 'DEED',
        verdict: 'APPROVED',
        reasons: [],
        reading: null,
        judgedAt: new Date().toISOString(),
        ...over,
      }),
    /** A reviewer decides about a deed's photo. */
    review: (deed: Shown, decision: 'APPROVED' | 'REJECTED', over: Partial<EventCatalogue['verification.review.decided']> = {}) =>
      tell('verification.review.decided', over.submissionId ?? deed.id, {
        submissionId: deed.id,
        photoId: deed.photo.id,
        userId: deed.user.id,
        purpose: 'DEED',
        decision,
        reasons: [],
        reading: null,
        instrument: 'SAME',
        appeal: false,
        decidedAt: new Date().toISOString(),
        ...over,
      }),
    /** Submits a deed that the models find to be in order. */
    async done(caller: Caller, input: Record<string, unknown> = {}): Promise<Shown> {
      const deed = await box.submit(caller, input)
      await box.judge(deed)
      return box.deed(deed.id)
    },
    /** Stations tells of a station; without a place as in events of long ago. */
    async station(place: typeof HERE | null = HERE, stationId: string = newId()): Promise<string> {
      const data = { stationId, operatorId: newId(), identity: 'CP', passwordHash: null, evses: [], ...(place && { place }) }
      await tell('stations.station.saved', stationId, data as unknown as EventCatalogue['stations.station.saved'])
      return stationId
    },
    /** Charging says that a session of a user has ended. */
    async charge(
      user: User,
      over: Partial<Omit<EventCatalogue['charging.session.completed'], 'startedAt' | 'endedAt'>> & { from?: Date; to?: Date } = {},
    ): Promise<string> {
      const { from = minutesAgo(40), to = minutesAgo(5), ...data } = over
      const sessionId = over.sessionId ?? newId()
      await tell('charging.session.completed', sessionId, {
        sessionId,
        userId: user.userId,
        stationId: newId(),
        connectorId: newId(),
        startedAt: from.toISOString(),
        endedAt: to.toISOString(),
        energyWh: 20_000,
        held: false,
        ...data,
      })
      return sessionId
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
  return box
}

/** A tree planted here half an hour ago. */
export const deedInput = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  photoId: newId(),
  task: 'TREE_PLANTING',
  takenAt: minutesAgo(30).toISOString(),
  place: HERE,
  ...over,
})

function countListeners(bus: Bus): { bus: Bus; count: () => number } {
  let count = 0
  const listen: Bus['listen'] = (names, heard) => {
    const ears = bus.listen(names, heard)
    count++
    return {
      [Symbol.dispose]: () => {
        count--
        ears[Symbol.dispose]()
      },
    }
  }
  return { bus: { ...bus, listen }, count: () => count }
}

/** Code and path of a refusal. */
export function fault({ errors }: GraphQLAnswer<unknown>) {
  const [error] = errors ?? []
  return { code: error?.extensions?.code, path: error?.extensions?.issues?.[0]?.path }
}
