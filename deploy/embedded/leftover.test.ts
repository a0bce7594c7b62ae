import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { until } from '../../test/until.ts'
import { startAnvil } from './anvil.ts'
import { stopAnvil, stopPostgres } from './leftover.ts'
import { startPostgres } from './postgres.ts'

let stack: AsyncDisposableStack
let folder: string
beforeEach(async () => {
  stack = new AsyncDisposableStack()
  folder = await temporaryFolder()
  stack.defer(() => rm(folder, { recursive: true, force: true }))
})
afterEach(() => stack.disposeAsync())

const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a server that a killed process left behind is stopped', async () => {
  const script = `import { startPostgres } from ${JSON.stringify(new URL('./postgres.ts', import.meta.url).href)}
    await startPostgres({ folder: ${JSON.stringify(join(folder, 'ours'))}, password: 'secret', durable: false })
    process.stdout.write('started')
    setInterval(() => {}, 1000)`
  const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(parent.stdout, 'data')
  const gone = once(parent, 'exit')
  parent.kill('SIGKILL')
  await gone
  const pid = Number((await readFile(join(folder, 'ours/postmaster.pid'), 'utf8')).split('\n', 1)[0])
  expect(alive(pid)).toBe(true)
  await stopPostgres(join(folder, 'ours'))
  await until(() => !alive(pid))
})

test('a PostgreSQL of somebody else that has inherited the pid is left alone', async () => {
  const stranger = stack.use(await startPostgres({ folder: join(folder, 'theirs'), password: 'secret', durable: false }))
  const [pid] = (await readFile(join(folder, 'theirs/postmaster.pid'), 'utf8')).split('\n', 1)
  // What a machine that lost its power leaves: our own note, with a pid that is another server's by now.
  await mkdir(join(folder, 'ours'))
  await writeFile(join(folder, 'ours/postmaster.pid'), `${pid}\n${join(folder, 'ours')}\n`)
  await stopPostgres(join(folder, 'ours'))
  const client = new pg.Client({ connectionString: stranger.url })
  await client.connect()
  expect((await client.query('SELECT 1')).rowCount).toBe(1)
  await client.end()
})

test('a chain of somebody else, and a program that only looks at our state, are left alone', async () => {
  await using stranger = await startAnvil({ folder: join(folder, 'theirs/chain'), mnemonic: 'test '.repeat(11).concat('junk') })
  const viewer = spawn('tail', ['-f', join(folder, 'chain/state.json')], { stdio: 'ignore' })
  stack.defer(() => void viewer.kill())
  await mkdir(join(folder, 'chain'))
  for (const pid of [viewer.pid, await readFile(join(folder, 'theirs/chain/anvil.pid'), 'utf8')]) {
    await writeFile(join(folder, 'chain/anvil.pid'), String(pid))
    await stopAnvil(join(folder, 'chain'))
  }
  expect(viewer.signalCode).toBeNull()
  const answer = await fetch(stranger.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]}',
  })
  expect(answer.ok).toBe(true)
})
