import { JsonRpcProvider } from 'ethers'
import { parse } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contractAt } from '../contracts/contract.ts'
import { EVcoin } from '../contracts/generated/EVcoin.ts'
import { MyOdometerUploadsDocument, RewardBalanceDocument, RewardsDocument } from '../clients/driver/generated/graphql.ts'
import { createClient, type Client } from '../clients/sdk/client.ts'
import { playJourney } from '../deploy/demo/journey.ts'
import { playPhotos } from '../deploy/demo/photos.ts'
import { createTeller } from '../deploy/demo/tell.ts'
import { connectChargePoint } from './charge-point.ts'
import { ADMIN, startStack, type Stack } from './stack.ts'
import { until } from './until.ts'
import { makeWorld } from './world.ts'

const TOKEN = 10n ** 18n
/** From the token back to the photo, and the photo before it, in one question. */
const TRACE = parse(`
  query ($rewardId: UUID!) {
    rewardTrace(rewardId: $rewardId) {
      reward {
        amount quantity batchNumber batchIndex transactionHash
        reading { id value distanceKm photo { ...Evidence } previous { value photo { ...Evidence } } }
      }
      ledger { kind amount transactionHash }
    }
  }
  fragment Evidence on Photo {
    id sha256 verdict ruleVersion
    models { name version }
    checks { check version outcome score }
    decisions { decision reading reviewer { id displayName } }
  }`)

interface Evidence {
  id: string
  sha256: string
  verdict: string
  ruleVersion: number
  models: { name: string; version: string }[]
  checks: { check: string; version: number; outcome: string; score: number | null }[]
  decisions: { decision: string; reading: number | null; reviewer: { id: string; displayName: string } | null }[]
}
interface Trace {
  rewardTrace: {
    reward: { reading: { photo: Evidence; previous: { photo: Evidence } } & Record<string, unknown> } & Record<string, unknown>
    ledger: { kind: string; amount: string; transactionHash: string | null }[]
  } | null
}

const cleanup = new AsyncDisposableStack()
let stack: Stack
let provider: JsonRpcProvider
beforeAll(async () => {
  stack = cleanup.use(await startStack())
  provider = cleanup.adopt(new JsonRpcProvider(stack.chainUrl, undefined, { staticNetwork: true, cacheTimeout: -1 }), (open) =>
    open.destroy(),
  )
}, 240_000)
afterAll(() => cleanup.disposeAsync())

test(
  'a driver’s photos: judged, rewarded and paid once each, and traced from the token back to the file',
  { timeout: 400_000 },
  async () => {
    const graphUrl = `${stack.url}/graphql`
    const { driver, reviewer, stations, position } = await makeWorld(graphUrl)
    const [station] = stations
    if (!station) throw new Error('no station')
    const { identity, password } = station
    await using _charger = await connectChargePoint({
      url: stack.ocppUrl,
      identity,
      password,
      evses: [{ powerW: 50_000 }],
      speed: 120,
      meterIntervalMs: 250,
    })
    const teller = createTeller(() => undefined)
    const journey = await playJourney({ graphUrl, driver, position, wantedWh: 2_000, teller })
    const photos = await playPhotos({ graphUrl, driver, reviewer, station: journey.place, teller })
    await using clients = new AsyncDisposableStack()
    const signedIn = async (login: { email: string; password: string }): Promise<Client> => {
      const client = clients.use(createClient({ url: graphUrl }))
      await client.signIn(login)
      return client
    }
    const own = await signedIn(driver)

    // Kilometres earn the same, whether the models or a person approved the photo; the replay earned nothing.
    expect(photos).toMatchObject({ kilometres: 214, tokens: String((TOKEN * 214n) / 10n), deedTokens: String(TOKEN) })
    expect(photos.replay).toContain('DUPLICATE')
    const uploads = (await own.execute(MyOdometerUploadsDocument, {})).myOdometerUploads.edges.map(({ node }) => node)
    expect(uploads.map(({ state, reading }) => [state, reading?.value])).toEqual([
      ['REJECTED', undefined],
      ['APPROVED', 48_424],
      ['APPROVED', 48_210],
    ])
    const rewards = (await own.execute(RewardsDocument, {})).me?.rewards?.edges.map(({ node }) => node.rule.name) ?? []
    expect(rewards.toSorted()).toEqual(['CHARGING_ENERGY', 'EV_CHARGING', 'ODOMETER_DISTANCE'])

    // The session of the journey proves the deed.
    const deed = await ask<{ deed: unknown }>(own, `{ deed(id: "${photos.ids.deed}") { state session { id } reward { id } } }`)
    expect(deed).toEqual({
      deed: { state: 'APPROVED', session: { id: journey.ids.session }, reward: { id: photos.ids.deedReward } },
    })

    // The chain agrees with the graph.
    const me = await until(
      async () => {
        const seen = (await own.execute(RewardBalanceDocument)).me
        return seen?.rewardBalance?.pending === '0' ? seen : null
      },
      { timeoutMs: 60_000 },
    )
    const earned = BigInt(journey.tokens) + BigInt(photos.tokens) + TOKEN
    expect(me.rewardBalance?.settled).toBe(String(earned))
    const token = contractAt(EVcoin, stack.tokenAddress, provider)
    expect(String(await token.read.balanceOf(me.payoutAddress ?? ''))).toBe(String(earned))
    expect(await provider.getTransactionReceipt(photos.transactionHash)).toMatchObject({ status: 1 })

    const admin = await signedIn(ADMIN)
    const { rewardTrace: trace } = await ask<Trace>(admin, TRACE, { rewardId: photos.ids.reward })
    if (!trace) throw new Error('there is no trace')
    const { reading } = trace.reward
    expect(trace).toMatchObject({
      reward: {
        amount: photos.tokens,
        quantity: 214_000,
        batchNumber: expect.any(Number) as number,
        batchIndex: expect.any(Number) as number,
        transactionHash: photos.transactionHash,
        reading: { id: photos.ids.reading, value: 48_424, distanceKm: 214, previous: { value: 48_210 } },
      },
      ledger: [
        { kind: 'EARNED', amount: photos.tokens, transactionHash: null },
        { kind: 'SETTLED', amount: photos.tokens, transactionHash: photos.transactionHash },
      ],
    })
    for (const photo of [reading.photo, reading.previous.photo]) {
      expect(photo.sha256).toMatch(/^[0-9a-f]{64}$/)
      expect(photo.ruleVersion).toBeGreaterThan(0)
      expect(photo.models.length).toBeGreaterThan(0)
      expect(photo.checks.some(({ score }) => score !== null)).toBe(true)
    }
    expect(reading.photo.verdict).toBe(photos.automatic ? 'APPROVED' : 'MANUAL_REVIEW')
    expect(reading.previous.photo.decisions).toEqual([
      { decision: 'APPROVED', reading: 48_210, reviewer: { id: expect.any(String) as string, displayName: 'Reviewer' } },
    ])

    // The driver sees the same, without how the checks measure and who decided.
    const { rewardTrace: shown } = await ask<Trace>(own, TRACE, { rewardId: photos.ids.reward })
    const { photo } = shown?.reward.reading.previous ?? {}
    expect(photo?.sha256).toBe(reading.previous.photo.sha256)
    expect(photo?.decisions).toEqual([{ decision: 'APPROVED', reading: 48_210, reviewer: null }])
    expect(photo?.checks.every(({ score }) => score === null)).toBe(true)

    // Strangers see nothing of it, in the graph or at the files.
    const { driver: other } = await makeWorld(graphUrl, 0)
    const stranger = await signedIn(other)
    const { id } = reading.photo
    const question = `{
      photo(id: "${id}") { id }
      rewardTrace(rewardId: "${photos.ids.reward}") { reward { id } }
      odometerUpload(id: "${photos.ids.secondUpload}") { id }
      deed(id: "${photos.ids.deed}") { id }
    }`
    expect(await ask(stranger, question)).toEqual({ photo: null, rewardTrace: null, odometerUpload: null, deed: null })
    const { photo: links } = await ask<{ photo: { reviewUrl: string } }>(own, `{ photo(id: "${id}") { reviewUrl } }`)
    expect((await fetch(links.reviewUrl)).status).toBe(200)
    const unsigned = ['original', 'review.jpg', 'thumbnail.webp'].map((file) => `${stack.filesUrl}photos/${id}/${file}`)
    expect(unsigned).toContain(links.reviewUrl.split('?')[0])
    for (const url of [...unsigned, `${stack.filesUrl}uploads/${id}`]) expect([403, 404]).toContain((await fetch(url)).status)
  },
)

/** A question of the test's own, without generated types. */
const ask = async <Result>(client: Client, text: string | ReturnType<typeof parse>, variables: Record<string, unknown> = {}) =>
  (await client.execute(typeof text === 'string' ? parse(text) : text, variables)) as Result
