import { randomBytes } from 'node:crypto'
import { readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate } from '../db/migrate.ts'
import { SCHEMAS, type Schema } from '../db/schemas.ts'
import { playJourney } from '../deploy/demo/journey.ts'
import { createTeller } from '../deploy/demo/tell.ts'
import { freePort, startPostgres } from '../deploy/embedded/postgres.ts'
import { createLog } from '../lib/log.ts'
import { connectChargePoint } from './charge-point.ts'
import { startDistributed } from './distributed.ts'
import { expectBooksAgree, startPaying } from './paying.ts'
import { redisAvailable } from './redis.ts'
import { startStack } from './stack.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { until } from './until.ts'
import { makeWorld, type TestWorld } from './world.ts'

let stack: AsyncDisposableStack
let folder: string
beforeEach(async () => {
  stack = new AsyncDisposableStack()
  folder = await temporaryFolder()
  stack.defer(() => rm(folder, { recursive: true, force: true }))
})
afterEach(() => stack.disposeAsync(), 120_000)

const secret = () => randomBytes(18).toString('base64url')
const readiness = async (url: string) => {
  const answer = await fetch(url)
  const { dependencies } = (await answer.json()) as { dependencies: Record<string, string | null> }
  return { status: answer.status, dependencies }
}

/** With a sandbox it is paid too. */
async function charge(graphUrl: string, { driver, operator, position }: TestWorld, sandboxUrl?: string): Promise<void> {
  const paying = sandboxUrl === undefined ? {} : { paying: { sandboxUrl, operator } }
  const teller = createTeller(() => undefined)
  const { blockNumber } = await playJourney({ graphUrl, driver, position, wantedWh: 1_000, teller, ...paying })
  expect(blockNumber).toBeGreaterThan(0)
}

async function plugIn(url: string, { stations }: TestWorld): Promise<void> {
  const [station] = stations
  if (!station) throw new Error('no station')
  const { identity, password } = station
  stack.use(await connectChargePoint({ url, identity, password, speed: 120, meterIntervalMs: 250 }))
}

describe.runIf(redisAvailable)('every box a process of its own', () => {
  test(
    'without PostgreSQL none ends, each says so and is not ready, few lines are logged, and all work again when it is back',
    { timeout: 600_000 },
    async () => {
      const [port, password] = [await freePort(), secret()]
      const start = () => startPostgres({ folder: join(folder, 'postgres'), password, port, durable: false })
      let server = await start()
      stack.defer(() => server[Symbol.asyncDispose]())
      const passwords = Object.fromEntries(SCHEMAS.map((schema) => [schema, secret()])) as Record<Schema, string>
      await migrate({ adminUrl: server.url, passwords, log: createLog('migrate', { level: 'error' }) })

      const lines = new Map<string, string[]>()
      const linesOf = (box: string) => lines.get(box) ?? []
      const heard = (box: string, line: string) => void lines.set(box, [...linesOf(box), line])
      const { stripe, env, hooksTo } = await startPaying()
      stack.use(stripe)
      const platform = stack.use(await startDistributed({ database: { adminUrl: server.url, passwords }, env, heard }))
      hooksTo(platform.paymentsUrl)
      const graphUrl = `${platform.url}/graphql`
      const world = await makeWorld(graphUrl, 1, { hold: 20 })
      await plugIn(platform.ocppUrls[0] ?? '', world)
      await charge(graphUrl, world, stripe.url)

      lines.clear()
      await server[Symbol.asyncDispose]()
      const boxes = Object.keys(platform.readyUrls).filter((name) => name !== 'gateway')
      const urls = boxes.flatMap((name) => platform.readyUrls[name] ?? [])
      for (const url of urls) {
        await until(async () => {
          const { status, dependencies } = await readiness(url)
          return status === 503 && dependencies['database']?.includes('ECONNREFUSED')
        })
      }
      // Said again after a while; a loop that spins has filled megabytes by then.
      await until(() => boxes.every((box) => linesOf(box).some((line) => line.includes('the database is still out of order'))), {
        timeoutMs: 60_000,
      })
      for (const box of boxes) expect(linesOf(box).length, linesOf(box).join('\n')).toBeLessThan(50)
      expect(platform.ended()).toEqual([])

      server = await start()
      for (const url of urls) await until(async () => (await readiness(url)).status === 200, { timeoutMs: 60_000 })
      await until(() => boxes.every((box) => linesOf(box).some((line) => line.includes('the database works again'))))
      await charge(graphUrl, world, stripe.url)
      expect(platform.ended()).toEqual([])
      await expectBooksAgree(graphUrl)
    },
  )
})

test(
  'a platform whose PostgreSQL and chain are killed starts them again; while one cannot start it is not ready and says why',
  { timeout: 300_000 },
  async () => {
    const platform = stack.use(await startStack({ folder }))
    const graphUrl = `${platform.url}/graphql`
    const world = await makeWorld(graphUrl)
    await plugIn(platform.ocppUrl, world)
    await charge(graphUrl, world)

    const pidIn = async (file: string) => Number((await readFile(join(folder, file), 'utf8')).split('\n', 1)[0])
    const settings = join(folder, 'postgres/postgresql.conf')
    await rename(settings, `${settings}.away`)
    process.kill(await pidIn('postgres/postmaster.pid'), 'SIGKILL')
    const boxes = ['accounts', 'stations', 'charging', 'rewards', 'verification', 'odometer', 'deeds', 'meetups', 'ocpp-bridge']
    await until(async () => {
      const { status, dependencies } = await readiness(`${platform.internalUrl}/ready`)
      return status === 503 && boxes.every((box) => dependencies[`${box}.database`]?.includes('ECONNREFUSED'))
    })
    await rename(`${settings}.away`, settings)
    const ready = async () => (await readiness(`${platform.internalUrl}/ready`)).status === 200
    await until(ready, { timeoutMs: 60_000 })
    await charge(graphUrl, world)

    const chain = await pidIn('chain/anvil.pid')
    process.kill(chain, 'SIGKILL')
    await until(async () => (await pidIn('chain/anvil.pid')) !== chain)
    await until(ready, { timeoutMs: 60_000 })
    await charge(graphUrl, world)
  },
)
