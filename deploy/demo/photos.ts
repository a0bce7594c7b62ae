import {
  MeDocument,
  MyDeedUpdatedDocument,
  RewardEarnedDocument,
  RewardTraceDocument,
  SubmitDeedDocument,
  type RewardTraceQuery,
} from '../../clients/driver/generated/graphql.ts'
import { createClient, type Client } from '../../clients/sdk/client.ts'
import { dashboardPhoto, type DashboardPhoto } from '../../test/photos.ts'
import { tokens } from './format.ts'
import { approveNext, consent, followUpload, isDecided, submitReading, uploadPhoto, type Upload } from './photo-steps.ts'
import { collectRewards, within } from './streams.ts'
import type { Teller } from './tell.ts'

type Trace = NonNullable<RewardTraceQuery['rewardTrace']>
interface Login {
  email: string
  password: string
}

const HOUR_MS = 3_600_000
const FIRST = 48_210
const SECOND = 48_424

/** What the photos came to. Amounts of tokens in base units. */
export interface PhotoJourney {
  ids: { firstUpload: string; secondUpload: string; reading: string; reward: string; deed: string; deedReward: string }
  kilometres: number
  confidence: number | null
  /** False if a person had to look at the second photo. */
  automatic: boolean
  tokens: string
  transactionHash: string
  deedTokens: string
  replay: string[]
}

/**
 * A driver's photos through the public graph, as an app and a reviewer would send them. Consent, then a first reading, which a person looks
 * at. A second one, which the models read, and its kilometres as tokens on the chain. The same photo again, which earns nothing. A charging
 * deed, which the session before proves.
 */
export async function playPhotos(options: {
  graphUrl: string
  driver: Login
  reviewer: Login
  /** Where the driver has just charged. */
  station: { latitude: number; longitude: number }
  teller: Teller
}): Promise<PhotoJourney> {
  const { graphUrl, teller, station } = options
  const { step, say } = teller
  await using stack = new AsyncDisposableStack()
  const client = stack.use(createClient({ url: graphUrl }))
  const reviewer = stack.use(createClient({ url: graphUrl }))
  const signIn = (one: Client, { email, password }: Login) => one.signIn({ email, password })
  await Promise.all([signIn(client, options.driver), signIn(reviewer, options.reviewer)])
  const vehicle = (await client.execute(MeDocument)).me?.vehicles?.edges[0]?.node
  if (!vehicle) throw new Error('the driver has no vehicle')
  const earned = collectRewards(stack.use(client.subscribe(RewardEarnedDocument)))

  await step(
    'consent',
    () => consent(client),
    ({ version }) => `Consent to the processing of photos, version ${version}`,
    'Run the demo again.',
  )

  const submit = (photo: DashboardPhoto, takenAt: Date) =>
    submitReading(client, { photo, vehicleId: vehicle.id, takenAt, place: station })
  const decided = (id: string, wanted: (one: Upload) => boolean) =>
    within(followUpload(client, id, wanted), 'the photo was not decided on')

  const first = await step(
    'first odometer photo',
    async () => {
      const { id } = await submit(await dashboardPhoto({ reading: FIRST, seed: 3 }), new Date(Date.now() - 26 * HOUR_MS))
      const waiting = await decided(id, ({ state }) => state !== 'PENDING')
      for (const { code, message } of waiting.reasons) say(`${code}: ${message}`)
      await approveNext(reviewer, FIRST)
      return decided(id, isDecided)
    },
    ({ state, reading }) => `First reading ${reading?.value} km: ${state.toLowerCase()} by a reviewer`,
    'No reviewer could decide. Look at the log (LOG_LEVEL=info).',
  )

  const photo = await dashboardPhoto({ reading: SECOND, seed: 8 })
  let automatic = true
  const second = await step(
    'second odometer photo',
    async () => {
      const { id } = await submit(photo, new Date(Date.now() - 60_000))
      const judged = await decided(id, ({ state }) => state !== 'PENDING')
      say(evidenceOf(judged))
      if (judged.state !== 'MANUAL_REVIEW') return judged
      automatic = false
      for (const { code, message } of judged.reasons) say(`${code}: ${message}`)
      await approveNext(reviewer, SECOND)
      return decided(id, isDecided)
    },
    ({ state, reading }) =>
      `Second reading ${reading?.value} km: ${state.toLowerCase()}${automatic ? ' by the models' : ' by a reviewer'}, ${reading?.distanceKm} km more`,
    'The photo was not read. Look at the log (LOG_LEVEL=info).',
  )
  const reading = second.reading
  if (!reading) throw new Error(`the second photo was rejected: ${second.reasons.map(({ code }) => code).join(', ')}`)

  const reward = await step(
    'kilometres on chain',
    () =>
      within(
        earned.first((one) => one.rule.name === 'ODOMETER_DISTANCE' && one.status === 'SETTLED'),
        'the kilometres were not rewarded',
      ),
    ({ amount, transactionHash }) => `${tokens(amount)} for ${reading.distanceKm} km, settled: ${transactionHash}`,
    'Rewards heard nothing of the reading. Look at the log (LOG_LEVEL=info).',
  )
  await step(
    'trace',
    async () => (await traceOf(client, reward.id)) ?? Promise.reject(new Error('there is no trace of the reward')),
    (trace) => traceLine(trace),
    'The graph lost the way from the token to the photo: that is a bug, please report it.',
  )

  const replay = await step(
    'the same photo again',
    async () => decided((await submit(photo, new Date())).id, isDecided),
    ({ state, reasons }) => `The same photo again: ${state.toLowerCase()}, ${reasons.map(({ message }) => message).join(' ')}`,
    'A replay was not refused: that is a bug, please report it.',
  )

  const deed = await step(
    'charging deed',
    async () => {
      const updates = stack.use(client.subscribe(MyDeedUpdatedDocument))
      const photoId = await uploadPhoto(client, 'DEED', (await dashboardPhoto({ reading: 7, seed: 21, style: 'segments' })).jpeg)
      const input = { photoId, task: 'EV_CHARGING' as const, takenAt: new Date().toISOString(), place: station }
      const { id } = (await client.execute(SubmitDeedDocument, { input })).submitDeed
      const follow = async () => {
        for await (const { myDeedUpdated } of updates)
          if (myDeedUpdated.id === id && (myDeedUpdated.state === 'APPROVED' || myDeedUpdated.state === 'REJECTED'))
            return myDeedUpdated
        throw new Error('the stream of deeds ended early')
      }
      return within(follow(), 'the deed was not decided on')
    },
    ({ state, session, reasons }) =>
      `Charging deed: ${state.toLowerCase()}${session ? `, proved by session ${session.id}` : `, ${reasons.map(({ code }) => code).join(', ')}`}`,
    'Look at the log (LOG_LEVEL=info).',
  )
  const deedReward = await within(
    earned.first((one) => one.rule.name === 'EV_CHARGING'),
    'the deed was not rewarded',
  )

  return {
    ids: {
      firstUpload: first.id,
      secondUpload: second.id,
      reading: reading.id,
      reward: reward.id,
      deed: deed.id,
      deedReward: deedReward.id,
    },
    kilometres: reading.distanceKm,
    confidence: second.photo?.confidence ?? null,
    automatic,
    tokens: reward.amount,
    transactionHash: reward.transactionHash ?? '',
    deedTokens: deedReward.amount,
    replay: replay.reasons.map(({ code }) => code),
  }
}

function evidenceOf({ photo }: Upload): string {
  if (!photo) return 'there is no photo'
  const read = photo.confidence === null ? 'not read' : `read with confidence ${photo.confidence.toFixed(3)}`
  const inOrder = photo.checks.filter(({ outcome }) => outcome === 'PASS').length
  const raised = photo.checks.filter(({ outcome }) => outcome === 'FLAG' || outcome === 'FAIL').map(({ check }) => check)
  const models = photo.models.map(({ name, version }) => `${name} ${version}`).join(', ')
  return `${read} by ${models}; ${inOrder} of ${photo.checks.length} checks in order${raised.length > 0 ? `, raised: ${raised.join(', ')}` : ''}`
}

const traceOf = async (client: Client, rewardId: string): Promise<Trace | null> =>
  (await client.execute(RewardTraceDocument, { rewardId })).rewardTrace

function traceLine({ reward, ledger }: Trace): string {
  const { reading } = reward
  return `Trace: photo ${reading?.photo.sha256?.slice(0, 12)}… → ${reading?.value} km → ${ledger.map(({ kind }) => kind.toLowerCase()).join(', ')} → batch ${reward.batchNumber}, index ${reward.batchIndex} → ${reward.transactionHash?.slice(0, 12)}…`
}
