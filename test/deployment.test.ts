import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseEnv, promisify } from 'node:util'
import { parse } from 'yaml'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createClient } from '../clients/sdk/client.ts'
import { deployLocally, localMnemonic } from '../contracts/local.ts'
import { startAnvil } from '../deploy/embedded/anvil.ts'
import { loadBoxes } from '../deploy/boxes.ts'
import { BOXES, processName, type BoxEntry } from '../lib/boxes.ts'
import { freePort, isFree } from '../deploy/embedded/postgres.ts'
import { gatewayConfig } from '../gateway/config.ts'
import { testDatabase } from './postgres.ts'
import { redisAvailable, testRedis } from './redis.ts'
import { root } from './source-files.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { until } from './until.ts'

const run = promisify(execFile)
const ENTROPY = '0123456789abcdef0123456789abcdef'
/** The document's commands, a block each. */
const blocks = [...readFileSync(join(root, 'deploy/README.md'), 'utf8').matchAll(/```sh\n([^]*?)```/g)].map(([, text = '']) => text)

let folder: string
let file: string
let said: string
beforeAll(async () => {
  folder = await temporaryFolder()
  file = join(folder, '.env')
  said = (await run(process.execPath, ['deploy/keys.ts', file], { cwd: root })).stdout
})

describe('the environment file', () => {
  test('is for its owner alone, and is never written over', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const before = await readFile(file, 'utf8')
    await expect(run(process.execPath, ['deploy/keys.ts', file], { cwd: root })).rejects.toThrow('never replaced')
    expect(await readFile(file, 'utf8')).toBe(before)
  })

  test('is read alike by the shell and by Node', async () => {
    const byNode = parseEnv(await readFile(file, 'utf8')) as Record<string, string>
    const names = Object.keys(byNode)
    expect(names.length).toBeGreaterThan(25)
    const print = names.map((name) => `printf '%s\\0' "$${name}"`).join('; ')
    const { stdout } = await run('sh', ['-c', `. ${file}; ${print}`])
    expect(stdout.split('\0').slice(0, -1)).toEqual(names.map((name) => byNode[name]))
  })

  test('does not hold the phrase that can spend from the payout addresses', async () => {
    const phrase = said.trim().split('\n').at(-1) ?? ''
    expect(phrase.split(' ')).toHaveLength(24)
    expect(await readFile(file, 'utf8')).not.toContain(phrase)
  })
})

test('containers get all that their box reads, are healthy when ready, and publish the public ports alone', async () => {
  const filled = {
    ...(parseEnv(await readFile(file, 'utf8')) as Record<string, string>),
    ACCOUNTS_ADMIN_EMAIL: 'you@example.org',
    REWARDS_CHAIN_URL: 'http://127.0.0.1:8545',
    REWARDS_CHAIN_ID: '1',
    REWARDS_DISTRIBUTOR_ADDRESS: `0x${'0'.repeat(40)}`,
    REWARDS_TOKEN_ADDRESS: `0x${'0'.repeat(40)}`,
    S3_BUCKET: 'photos',
    S3_REGION: 'eu',
    S3_ENDPOINT: 'https://s3.example.org',
    S3_ACCESS_KEY_ID: 'id',
    S3_SECRET_ACCESS_KEY: 'secret',
  } as Record<string, string>
  const { services } = parse(readFileSync(join(root, 'deploy/compose.yaml'), 'utf8'), { merge: true }) as {
    services: Record<string, { environment?: Record<string, unknown>; ports?: string[]; healthcheck?: { test: string[] } }>
  }
  /** As Docker Compose fills in: after the file has been read, so that all of it stays text. */
  const missing = new Set<string>()
  const interpolated = (value: unknown): string =>
    String(value).replaceAll(/\$\{(\w+)(?::\?|:-([^}]*))?\}/g, (_whole, name: string, standard?: string) => {
      if (!filled[name] && standard === undefined) missing.add(name)
      return filled[name] ?? standard ?? ''
    })
  const read: Record<string, (env: Record<string, string>) => { internal: { host: string; port: number } }> = {
    ...Object.fromEntries((await loadBoxes()).map((box) => [processName(box.name), box.config])),
    gateway: gatewayConfig,
  }
  for (const [name, config] of Object.entries(read)) {
    const { environment = {}, healthcheck } = services[name] ?? {}
    const given = Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, interpolated(value)]))
    expect(config(given).internal, name).toEqual({ host: '0.0.0.0', port: 9464 })
    expect(healthcheck?.test.join(' '), name).toContain('http://127.0.0.1:9464/ready')
  }
  for (const service of Object.values(services)) interpolated(JSON.stringify(service))
  expect([...missing]).toEqual([])
  const published = Object.values(services).flatMap(({ ports = [] }) => ports)
  expect(published.toSorted()).toEqual(['4000:4000', '4013:4013', '4015:4015', '4100:4100', '4101:4101', '4102:4102', '9000:9000'])
})

describe('the document’s commands', () => {
  const stack = new AsyncDisposableStack()
  afterAll(() => stack.disposeAsync())

  test.skipIf(!redisAvailable)(
    'start every box on an own PostgreSQL and a Redis with a password',
    { timeout: 460_000 },
    async () => {
      const database = stack.use(await testDatabase('accounts'))
      const redis = new URL(stack.use(await testRedis()).url)
      await run('redis-cli', ['-p', redis.port, 'config', 'set', 'requirepass', 'of-this-redis'])
      redis.password = 'of-this-redis'
      const chain = stack.use(await startAnvil({ mnemonic: localMnemonic(ENTROPY) }))
      const contracts = await deployLocally({ url: chain.url, entropy: ENTROPY, record: join(folder, 'contracts.json') })
      const address = new URL(database.adminUrl)
      const fill: Record<string, string> = {
        ...Object.fromEntries(
          Object.entries(inject('postgres').passwords).map(([schema, word]) => [`DATABASE_PASSWORD_${schema.toUpperCase()}`, word]),
        ),
        DATABASE_HOST: address.host,
        REDIS_URL: redis.href,
        ACCOUNTS_ADMIN_EMAIL: 'you@example.org',
        REWARDS_CHAIN_URL: chain.url,
        REWARDS_CHAIN_ID: '31337',
        REWARDS_CHAIN_PRIVATE_KEY: contracts.settlerKey,
        REWARDS_DISTRIBUTOR_ADDRESS: contracts.distributor,
        REWARDS_TOKEN_ADDRESS: contracts.token,
      }
      const text = (await readFile(file, 'utf8')).replaceAll(/^(\w+)='.*'$/gm, (whole, name: string) =>
        name in fill ? `${name}='${fill[name]}'` : whole,
      )
      const filled = join(folder, 'filled.env')
      await writeFile(filled, text)

      const boxes: readonly BoxEntry[] = BOXES
      const processes = [4000, ...boxes.map(({ port }) => port)]
      const standard = [...processes, ...boxes.flatMap(({ graphPort = [] }) => graphPort)]
      const ports = new Map<number, number>()
      for (const port of standard) ports.set(port, await freePortBelow(22_768))
      const script = blocks.find((block) => block.includes('gateway/main.ts')) ?? ''
      for (const port of standard) expect(script).toContain(String(port))
      const here = script
        .replaceAll('deploy/.env', filled)
        .replaceAll('.evergraph/photos', join(folder, 'photos'))
        .replaceAll('/evergraph"', `${address.pathname}"`)
        .replaceAll('npx node', process.execPath)
        .replaceAll(new RegExp(`\\b(${standard.join('|')})\\b`, 'g'), (port) => String(ports.get(Number(port))))
      const elsewhere = Object.fromEntries(
        boxes.map(({ name, port, graphPort = port }) => [
          `GATEWAY_SUBGRAPH_${name.toUpperCase()}_URL`,
          `http://127.0.0.1:${ports.get(graphPort)}/graphql`,
        ]),
      )
      const shell = spawn('sh', ['-c', here], {
        cwd: root,
        env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: process.env['TEST_LOG'] ?? 'fatal', ...elsewhere },
        stdio: ['ignore', 'pipe', 'inherit'],
        detached: true,
      })
      // The shell and its boxes are one group; their output closes when the last of them has ended.
      shell.stdout.pipe(process.stderr, { end: false })
      const ended = once(shell, 'close')
      stack.defer(async () => {
        if (shell.pid) process.kill(-shell.pid, 'SIGTERM')
        await ended
      })

      /** Throws what it is not ready for, or that it does not answer. */
      const ready = async (port: number) => {
        const answer = await fetch(`http://127.0.0.1:${(ports.get(port) ?? 0) + 10_000}/ready`).catch((error: unknown) => {
          throw new Error(`${port} does not answer`, { cause: error })
        })
        if (!answer.ok) throw new Error(`${port} is not ready: ${await answer.text()}`)
      }
      await until(async () => (await Promise.all(processes.map(ready))).length > 0, { timeoutMs: 400_000, everyMs: 300 })
      await using client = createClient({ url: `http://127.0.0.1:${ports.get(4000)}/graphql` })
      const { ACCOUNTS_ADMIN_PASSWORD: password = '' } = parseEnv(text)
      expect((await client.signIn({ email: 'you@example.org', password })).roles).toContain('ADMIN')
    },
  )
})

/** A box's internal port is its own + 10000. That one, too, must be free, and lie below those that outgoing connections are given. */
async function freePortBelow(end: number): Promise<number> {
  for (;;) {
    const port = await freePort()
    if (port < end && (await isFree(port + 10_000))) return port
  }
}
