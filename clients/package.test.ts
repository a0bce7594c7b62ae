import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../test/source-files.ts'
import { testServer } from './sdk/server.fixture.ts'

const run = promisify(execFile)
const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as { dependencies: Record<string, string> }
const { dependencies } = json('clients/package.json')

/** A project of somebody else's: the SDK is packed, and installed with what it needs, without a network. */
let folder: string
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'evergraph-sdk-')))
  const names = Object.keys(dependencies).map((name) => `./node_modules/${name}`)
  const pack = async (flags: string[], packages: string[]) => {
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder, ...flags, ...packages], { cwd: root })
    // What a package's own script says comes before.
    return (JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as { filename: string }[]).map(({ filename }) => `./${filename}`)
  }
  const files = [...(await pack([], ['./clients'])), ...(await pack(['--ignore-scripts'], names))]
  await writeFile(join(folder, 'package.json'), '{"type":"module","private":true}')
  await run('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', ...files], { cwd: folder })
}, 180_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

test('the packed SDK signs in, asks and watches under plain Node, far from this repository', { timeout: 60_000 }, async () => {
  await using server = await testServer()
  await writeFile(
    join(folder, 'use.js'),
    `import { parse } from 'graphql'
     import { createClient } from '@evergraph/sdk'
     import { EvergraphError } from '@evergraph/sdk/errors'
     import { createKeyedClient } from '@evergraph/sdk/keyed'
     import { SessionUpdatedDocument } from '@evergraph/sdk/driver'
     import { GrantRoleDocument } from '@evergraph/sdk/admin'
     import * as partner from '@evergraph/sdk/partner'
     const client = createClient({ url: process.argv[2] })
     await client.signIn({ email: 'ada@example.org', password: 'correct-horse-battery' })
     const { whoami } = await client.execute(parse('query { whoami }'))
     const watched = []
     for await (const { count } of client.subscribe(parse('subscription { count(upTo: 0) }'))) watched.push(count)
     const refused = await client.execute(parse('query { nothing }')).catch((error) => error instanceof EvergraphError)
     const documents = [SessionUpdatedDocument, GrantRoleDocument, ...Object.values(partner)].map(String)
     const keyed = createKeyedClient({ url: process.argv[2], key: 'eg_key', version: '1' })
     const unserved = await keyed.execute(partner.PartnerStationsDocument).catch((error) => error instanceof EvergraphError)
     await client[Symbol.asyncDispose]()
     console.log(JSON.stringify({ whoami, watched, refused, unserved, documents: documents.length > 2 && documents.every(Boolean) }))`,
  )
  const { stdout } = await run(process.execPath, ['use.js', server.url], { cwd: folder })
  expect(JSON.parse(stdout)).toEqual({ whoami: 'ada@example.org', watched: [0], refused: true, unserved: true, documents: true })
})

test('its types tell what is right and what is not', { timeout: 60_000 }, async () => {
  await writeFile(
    join(folder, 'typed.ts'),
    `import { createClient, type User } from '@evergraph/sdk'
     import { ActiveChargingSessionDocument, SessionUpdatedDocument } from '@evergraph/sdk/driver'
     const client = createClient({ url: 'http://127.0.0.1/graphql' })
     const user: User = await client.signIn({ email: 'ada@example.org', password: 'x' })
     const id: string | undefined = (await client.execute(ActiveChargingSessionDocument)).me?.activeChargingSession?.id ?? user.id
     for await (const { sessionUpdated } of client.subscribe(SessionUpdatedDocument, { sessionId: id })) sessionUpdated.energyWh.toFixed()
     // @ts-expect-error the subscription wants to know which session
     client.subscribe(SessionUpdatedDocument)`,
  )
  const flags = [
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'esnext',
    '--lib',
    'esnext,dom',
    '--skipLibCheck',
    'false',
  ]
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  await expect(run(process.execPath, [tsc, ...flags, 'typed.ts'], { cwd: folder })).resolves.toMatchObject({ stdout: '' })
})

test('what it needs is what this repository is tested with', () => {
  const tested = json('package.json').dependencies
  expect(dependencies).toEqual(Object.fromEntries(Object.keys(dependencies).map((name) => [name, tested[name]])))
})
