import { sql } from 'kysely'
import type { Caller } from '#lib/auth.ts'
import type { EventCatalogue } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { testBox } from '../../test/box.ts'
import { admin, type User } from '../../test/caller.ts'
import { HERE, minutesAgo } from '../../test/here.ts'
import { box as deedsBox } from './box.ts'
import type { DeedState, DeedsTables } from './tables.ts'

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

export type TestDeeds = Awaited<ReturnType<typeof testDeeds>>

/** A running deeds subgraph on a database of its own, in which the test plays the other boxes. */
export async function testDeeds(variables: Record<string, string> = {}) {
  const running = await testBox<DeedsTables>(deedsBox, { variables: { DEEDS_SWEEP_MS: '50', ...variables } })
  const { db, tell } = running
  const box = {
    ...running,
    /** Nothing was set aside. */
    deadLetters: async () =>
      (await sql<{ error: string }>`SELECT error FROM dead_letter`.execute(db)).rows.map(({ error }) => error),
    trySubmit: (caller: Caller, input: Record<string, unknown> = {}) =>
      running.ask<{ submitDeed: Shown }>(caller, SUBMIT, { input: deedInput(input) }),
    async submit(caller: Caller, input: Record<string, unknown> = {}): Promise<Shown> {
      const { data, errors } = await box.trySubmit(caller, input)
      if (!data) throw new Error(JSON.stringify(errors))
      return data.submitDeed
    },
    async deed(id: string, caller: Caller = admin): Promise<Shown> {
      const { data } = await running.ask<{ deed: Shown | null }>(caller, `query ($id: UUID!) { deed(id: $id) { ${DEED} } }`, { id })
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
