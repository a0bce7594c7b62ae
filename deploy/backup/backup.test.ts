import { createHash, randomUUID } from 'node:crypto'
import { appendFile, cp, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { contractAt } from '../../contracts/contract.ts'
import { EVcoin } from '../../contracts/generated/EVcoin.ts'
import { ChargingHistoryDocument, RewardBalanceDocument, RewardsDocument } from '../../clients/driver/generated/graphql.ts'
import { createClient } from '../../clients/sdk/client.ts'
import { connectChain } from '../../test/chain.ts'
import { connectChargePoint } from '../../test/charge-point.ts'
import { startStack, type Stack } from '../../test/stack.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { until } from '../../test/until.ts'
import { makeWorld, type TestWorld } from '../../test/world.ts'
import { playJourney } from '../demo/journey.ts'
import { createTeller } from '../demo/tell.ts'
import { backUp } from './backup.ts'
import { writeManifest } from './manifest.ts'
import type { Folders } from './parts.ts'
import { restore } from './restore.ts'

/** Registrations that one address may make are limited. */
const MOST = 80

let stack: AsyncDisposableStack
let root: string
beforeEach(async () => {
  stack = new AsyncDisposableStack()
  root = await temporaryFolder()
  stack.defer(() => rm(root, { recursive: true, force: true }))
})
afterEach(() => stack.disposeAsync(), 120_000)

const foldersIn = (name: string): Folders => ({ data: join(root, name), photos: join(root, name, 'photos') })

async function signIn(platform: Stack, login: { email: string; password: string }) {
  const client = stack.use(createClient({ url: `${platform.url}/graphql` }))
  await client.signIn(login)
  return client
}

async function charge(platform: Stack, { driver, position }: TestWorld) {
  const teller = createTeller(() => undefined)
  return playJourney({ graphUrl: `${platform.url}/graphql`, driver, position, wantedWh: 500, teller })
}

/** What the driver has been paid by the ledger, and what the chain has paid out in all: one driver earns in this world. */
async function accounts(platform: Stack, { driver }: TestWorld) {
  const client = await signIn(platform, driver)
  const me = (await client.execute(RewardBalanceDocument)).me
  const rewards = (await client.execute(RewardsDocument, {})).me?.rewards?.edges.map(({ node }) => node) ?? []
  const provider = connectChain(platform.chainUrl)
  const chain = await contractAt(EVcoin, platform.tokenAddress, provider).read.balanceOf(me?.payoutAddress ?? '')
  provider.destroy()
  const sessions = (await client.execute(ChargingHistoryDocument, {})).me?.chargingSessions?.edges.map(({ node }) => node.id) ?? []
  return { balance: me?.rewardBalance, chain: String(chain), rewards: rewards.map(({ id }) => id), sessions }
}

test(
  'a backup taken while people register, charge and are paid is a platform of its own elsewhere, whose ledger and chain agree',
  { timeout: 600_000 },
  async () => {
    const platform = stack.use(await startStack({ folder: foldersIn('first').data }))
    const graphUrl = `${platform.url}/graphql`
    const world = await makeWorld(graphUrl)
    const [station] = world.stations
    if (!station) throw new Error('no station')
    const { identity, password } = station
    stack.use(await connectChargePoint({ url: platform.ocppUrl, identity, password, speed: 120, meterIntervalMs: 100 }))
    const journey = await charge(platform, world)
    const photo = join(foldersIn('first').photos, 'originals/one.jpg')
    await mkdir(join(photo, '..'), { recursive: true })
    await appendFile(photo, 'a photo')

    // All the while: accounts are made, and a session runs, ends and is paid.
    const registered: { email: string; password: string }[] = []
    const enough = new AbortController()
    const register = async () => {
      while (!enough.signal.aborted && registered.length < MOST) {
        const person = { email: `p-${randomUUID()}@evergraph.test`, password: 'a-long-enough-password' }
        await createClient({ url: graphUrl }).register({ ...person, displayName: 'Person' })
        registered.push(person)
      }
    }
    const writers = [register()]
    const charging = charge(platform, world)
    await until(() => registered.length > 2)
    const before = [...registered]
    await backUp(foldersIn('first'), join(root, 'backup'))
    enough.abort()
    await Promise.all([...writers, charging])
    await platform[Symbol.asyncDispose]()

    expect((await stat(join(root, 'backup'))).mode & 0o777).toBe(0o700)
    for (const file of ['manifest.json', 'secrets.json', 'chain/state.json'])
      expect((await stat(join(root, 'backup', file))).mode & 0o777).toBe(0o600)
    await restore(foldersIn('second'), join(root, 'backup'))
    const second = stack.use(await startStack({ folder: foldersIn('second').data }))
    // What was acknowledged before the backup began is there, the last of it too.
    for (const person of before) await signIn(second, person)
    // Sessions that were under way are ended by their charger, which is not here: what was earned is settled, and once.
    const settled = await until(
      async () => {
        const seen = await accounts(second, world)
        return seen.balance?.pending === '0' && seen.rewards.includes(journey.ids.reward) ? seen : null
      },
      { timeoutMs: 60_000 },
    )
    expect(settled.sessions).toContain(journey.ids.session)
    expect(BigInt(settled.chain)).toBeGreaterThan(0n)
    expect(settled.balance?.settled).toBe(settled.chain)
    expect(await readFile(join(foldersIn('second').photos, 'originals/one.jpg'), 'utf8')).toBe('a photo')
    expect((await readdir(root)).filter((name) => name.includes('half'))).toEqual([])
  },
)

test('what cannot be backed up or restored is refused with what to do, and nothing is touched', { timeout: 400_000 }, async () => {
  await expect(backUp(foldersIn('nowhere'), join(root, 'backup'))).rejects.toThrow(/nothing to back up.*EVERGRAPH_DATA/)
  const { data } = foldersIn('first')
  const platform = await startStack({ folder: data })
  // One that stands is backed up as well.
  await expect(restore(foldersIn('first'), join(root, 'backup'))).rejects.toThrow(/already runs.*Stop it/)
  await platform[Symbol.asyncDispose]()
  await backUp(foldersIn('first'), join(root, 'backup'))
  await expect(backUp(foldersIn('first'), join(root, 'backup'))).rejects.toThrow(/is not empty. Name a new folder/)
  await expect(restore(foldersIn('first'), join(root, 'backup'))).rejects.toThrow(/is not empty.*EVERGRAPH_DATA/)

  await cp(join(root, 'backup'), join(root, 'half'), { recursive: true })
  await rm(join(root, 'half/manifest.json'))
  await expect(restore(foldersIn('second'), join(root, 'half'))).rejects.toThrow(/no whole backup/)
  await cp(join(root, 'backup'), join(root, 'damaged'), { recursive: true })
  await appendFile(join(root, 'damaged/chain/state.json'), ' ')
  await expect(restore(foldersIn('second'), join(root, 'damaged'))).rejects.toThrow(/chain\/state\.json is not what was written/)
  expect(await readdir(foldersIn('second').data)).toEqual([])

  await restore(foldersIn('second'), join(root, 'backup'))
  await using second = await startStack({ folder: foldersIn('second').data })
  // At first its boxes ask each other for what they may have missed.
  await until(async () => (await fetch(`${second.internalUrl}/ready`)).ok)
})

for (const path of ['../outside', 'photos/../../outside', 'postgres/../../outside', '/outside', 'lock', 'photos//outside'])
  test(`a backup that somebody has changed to write ${path} is refused, and nothing is written`, async () => {
    const content = 'not ours'
    const sha256 = createHash('sha256').update(content).digest('hex')
    for (const place of ['backup', 'backup/photos', 'backup/postgres']) await mkdir(join(root, place))
    await mkdir(join(root, 'second'))
    await mkdir(dirname(join(root, 'backup', path)), { recursive: true })
    await writeFile(join(root, 'backup', path), content)
    const files = { [path]: { bytes: content.length, sha256 } }
    const takenAt = new Date().toISOString()
    await writeManifest(join(root, 'backup'), { takenAt, evergraph: '0', postgres: '18', folders: [], files })
    const before = await readdir(root, { recursive: true })
    await expect(restore(foldersIn('second'), join(root, 'backup'))).rejects.toThrow(/somebody has changed it/)
    expect((await readdir(root, { recursive: true })).sort()).toEqual(before.sort())
  })
