import { randomUUID } from 'node:crypto'
import { JsonRpcProvider, Wallet } from 'ethers'
import { strFromU8, unzipSync } from 'fflate'
import { parse } from 'graphql'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contractAt } from '../contracts/contract.ts'
import { EVcoin } from '../contracts/generated/EVcoin.ts'
import { AccountDeletionsDocument } from '../clients/admin/generated/graphql.ts'
import {
  AccountDeletionDocument,
  ChargingSessionDocument,
  DeleteAccountDocument,
  DownloadPersonExportDocument,
  MyOdometerUploadsDocument,
  PersonExportDocument,
  RequestPersonExportDocument,
  RewardBalanceDocument,
  RewardsDocument,
  StartChargingDocument,
  StopChargingDocument,
} from '../clients/driver/generated/graphql.ts'
import { createClient, type Client } from '../clients/sdk/client.ts'
import { playJourney } from '../deploy/demo/journey.ts'
import { playPhotos } from '../deploy/demo/photos.ts'
import { createTeller } from '../deploy/demo/tell.ts'
import { loadBoxes } from '../deploy/boxes.ts'
import { connectChargePoint } from './charge-point.ts'
import { placesOf, tablesOfPersons } from './person.ts'
import { ADMIN, startStack, type Stack } from './stack.ts'
import { until } from './until.ts'
import { makeWorld, type TestWorld } from './world.ts'

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
/** The world of the first test, which the second goes on with. */
let world: TestWorld
let pictureUrl: string
beforeAll(async () => {
  stack = cleanup.use(await startStack({ env: { ACCOUNTS_DELETION_GRACE_MS: '1', ACCOUNTS_LEAVING_MS: '100' } }))
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
    world = await makeWorld(graphUrl, 2)
    const { driver, reviewer, stations, position } = world
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
    // What the kilometres are worth was known, from the rule that was there before verification began to listen.
    const worth = reading.photo.checks.find(({ check }) => check === 'day-worth')
    expect(worth?.outcome).toBe(photos.automatic ? 'PASS' : undefined)
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
    pictureUrl = links.reviewUrl
    const unsigned = ['original', 'review.jpg', 'thumbnail.webp'].map((file) => `${stack.filesUrl}photos/${id}/${file}`)
    expect(unsigned).toContain(links.reviewUrl.split('?')[0])
    for (const url of [...unsigned, `${stack.filesUrl}uploads/${id}`]) expect([403, 404]).toContain((await fetch(url)).status)
  },
)

/** Where something by which they could be known may stay, and why. */
const STAYS = {
  '*.outbox': 'what was said without naming a user goes a week after; what names them is gone',
  'ocpp.frame': 'what passed between chargers and us goes after 14 days',
  'ocpp.message_log': 'answers to chargers go after some hours',
  'ocpp.charge_point_command': 'what a charger was told goes after some days',
  'rewards.reward': 'to which wallet it is paid, and was, as the chain says for ever',
  'rewards.chain_transaction': 'what was signed for the chain, and is on it',
}

test(
  'who takes their data along and leaves in mid-session is billed, and then known to no table of any box',
  { timeout: 240_000 },
  async () => {
    const graphUrl = `${stack.url}/graphql`
    await using clients = new AsyncDisposableStack()
    const [own, admin, stranger] = [0, 1, 2].map(() => clients.use(createClient({ url: graphUrl }))) as [Client, Client, Client]
    const { password } = world.driver
    const { id: userId } = await own.signIn(world.driver)
    await admin.signIn(ADMIN)
    const [, station] = world.stations
    if (!station) throw new Error('no station')
    const db = new pg.Client({ connectionString: stack.databaseUrl })
    await db.connect()
    clients.defer(() => db.end())

    // Something of theirs in every box.
    const wallet = Wallet.createRandom()
    const texts = [
      'Quillon Vantongeren',
      'QX77PL',
      '04A1B2C3D4E577',
      'my quiet corner',
      'the plug smells odd',
      'Quillon plants trees',
    ]
    await ask(own, `mutation { updateProfile(input: { displayName: "${texts[0]}" }) { user { id } } }`)
    await ask(
      own,
      `mutation { addVehicle(input: { name: "Red car", plate: "${texts[1]}", plateCountry: "NL" }) { vehicle { id } } }`,
    )
    await ask(own, `mutation { issueIdToken(input: { uid: "${texts[2]}" }) { idToken { id } } }`)
    await ask(
      own,
      `mutation { saveFavourite(input: { stationId: "${station.id}", note: "${texts[3]}", tellWhenFree: true }) { station { id } } }`,
    )
    const fault = `connectorId: "${station.connectorId}", kind: BROKEN, text: "${texts[4]}"`
    await ask(own, `mutation { reportFault(input: { ${fault} }) { id } }`)
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
    const meetup = `title: "${texts[5]}", description: "", address: "Street 1", place: { latitude: 52.0907, longitude: 5.1214 }, startsAt: "${at(24)}", endsAt: "${at(25)}", timeZone: "Europe/Amsterdam", capacity: 9, idempotencyKey: "${randomUUID()}"`
    await ask(own, `mutation { createMeetup(input: { ${meetup} }) { id } }`)
    const begun = await ask<{ beginWalletLink: { message: string } }>(
      own,
      `mutation { beginWalletLink(input: { address: "${wallet.address}", chainId: 31337 }) { message } }`,
    )
    const { message } = begun.beginWalletLink
    const linking = { message, signature: await wallet.signMessage(message), password }
    await ask(own, 'mutation ($input: LinkWalletInput!) { linkWallet(input: $input) { wallet { address } } }', { input: linking })
    const known = [...texts, wallet.address, world.driver.email]
    await until(async () => (await placesOf(db, [texts[2] ?? ''], {})).some((place) => place.startsWith('ocpp.id_token')))

    // A session runs on the card of the app.
    await using _charger = await connectChargePoint({
      url: stack.ocppUrl,
      identity: station.identity,
      password: station.password,
      evses: [{ powerW: 50_000 }],
      speed: 120,
      meterIntervalMs: 250,
    })
    const input = { connectorId: station.connectorId, idempotencyKey: randomUUID() }
    const started = await until(async () => (await own.execute(StartChargingDocument, { input })).startCharging)
    const session = async () => (await own.execute(ChargingSessionDocument, { id: started.id })).chargingSession
    await until(async () => ((await session())?.energyWh ?? 0) > 0)

    // All of it is in the export.
    const { id: exportId } = (await own.execute(RequestPersonExportDocument, { input: { password } })).requestPersonExport.export
    const ready = await until(async () => {
      const { personExport } = await own.execute(PersonExportDocument)
      return personExport?.readyAt ? personExport : null
    })
    expect(ready.missing).toEqual([])
    const slice = (await own.execute(DownloadPersonExportDocument, { input: { exportId, password } })).downloadPersonExport
    const files = unzipSync(Buffer.from(slice.content, 'base64'))
    const told = Object.values(files)
      .map((file) => strFromU8(file))
      .join('\n')
    for (const text of [...known, started.id]) expect(told).toContain(text)
    const boxes = await loadBoxes()
    for (const { name } of boxes) expect(Object.keys(files)).toContain(`${name}.json`)
    await stranger.register({ email: `${randomUUID()}@evergraph.test`, password, displayName: 'Stranger' })
    await expect(stranger.execute(DownloadPersonExportDocument, { input: { exportId, password } })).rejects.toThrow(
      'no such export',
    )

    // In mid-session it waits.
    await own.execute(DeleteAccountDocument, { input: { password } })
    await until(async () => {
      const { accountDeletion } = await own.execute(AccountDeletionDocument)
      return accountDeletion?.parts.some(({ part, passes }) => part === 'charging' && passes === true)
    })
    const accessToken = own.tokens()?.accessToken ?? ''
    await own.execute(StopChargingDocument, { input: { sessionId: started.id } })
    const deletion = await until(
      async () => {
        const { accountDeletions } = await admin.execute(AccountDeletionsDocument, { first: 1 })
        const [edge] = accountDeletions.edges
        return edge?.node.userId === userId && edge.node.parts.every(({ forgottenAt }) => forgottenAt !== null) ? edge.node : null
      },
      { timeoutMs: 90_000 },
    )
    expect(deletion.state).toBe('DONE')

    // Billed, without the card; the token is refused, the picture is gone.
    const { rows: bills } = await db.query(
      'SELECT s.user_id, s.flags, s.id_token, c.id_token AS of_bill FROM charging.session s JOIN charging.cdr c ON c.session_id = s.id WHERE s.id = $1',
      [started.id],
    )
    expect(bills).toEqual([{ user_id: userId, flags: [], id_token: null, of_bill: null }])
    const refused = await fetch(graphUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
      body: JSON.stringify({ query: '{ me { id } }' }),
    })
    expect(await refused.text()).toContain('UNAUTHENTICATED')
    await until(async () => (await fetch(pictureUrl)).status === 404)

    // What is said late of them is not taken in.
    const eventId = randomUUID()
    const late = { idTokenId: randomUUID(), userId, value: texts[2], type: 'RFID', status: 'ACTIVE' }
    await db.query(`INSERT INTO accounts.outbox (id, name, aggregate_id, data) VALUES ($1, 'accounts.id-token.issued', $2, $3)`, [
      eventId,
      late.idTokenId,
      JSON.stringify(late),
    ])
    for (const box of ['charging', 'ocpp'])
      await until(async () => (await db.query(`SELECT FROM ${box}.inbox WHERE event_id = $1`, [eventId])).rowCount === 1)

    // No table of any box knows them. A new one that does: delete or blank it in \`forget\` of the box's person.ts.
    expect(await placesOf(db, known, STAYS)).toEqual([])
    const left: string[] = []
    for (const { name, tablesOfPersons: says } of boxes)
      for (const [table, columns] of Object.entries(await tablesOfPersons(db, name))) {
        if (!says?.[table]?.startsWith('gone')) continue
        const theirs = columns.filter((column) => column !== 'granted_by').map((column) => `${column} = $1`)
        if ((await db.query(`SELECT FROM ${name}.${table} WHERE ${theirs.join(' OR ')}`, [userId])).rowCount !== 0)
          left.push(`${name}.${table}`)
      }
    expect(left).toEqual([])

    // Somebody with the same address is somebody new.
    expect((await stranger.register({ ...world.driver, displayName: 'New' })).id).not.toBe(userId)
  },
)

/** A question of the test's own, without generated types. */
const ask = async <Result>(client: Client, text: string | ReturnType<typeof parse>, variables: Record<string, unknown> = {}) =>
  (await client.execute(typeof text === 'string' ? parse(text) : text, variables)) as Result
