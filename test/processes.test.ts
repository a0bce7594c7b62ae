import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { BOXES, type BoxEntry } from '../lib/boxes.ts'
import { root } from './source-files.ts'
import { processEnv } from './process-env.ts'

const EX_CONFIG = 78

/** Runs one of our processes with nothing but these variables; resolves when it has ended. */
async function run(file: string, env: Record<string, string> = {}): Promise<{ code: number; stderr: string; stdout: string }> {
  const child = spawn(process.execPath, file.split(' '), {
    cwd: root,
    env: { ...processEnv(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stderr, stdout, [code]] = await Promise.all([
    text(child.stderr),
    text(child.stdout),
    once(child, 'exit') as Promise<[number]>,
  ])
  return { code, stderr, stdout }
}

const boxes: readonly BoxEntry[] = BOXES

test.each([
  ...boxes.map(({ folder, needs = [] }): [string, string[]] => [
    `${folder}/box.ts`,
    ['DATABASE_URL', 'CALLER_PUBLIC_KEY', ...needs],
  ]),
  ['gateway/main.ts', ['GATEWAY_CALLER_PRIVATE_KEY', 'GATEWAY_ACCESS_PUBLIC_KEY']],
  ['db/main.ts', ['DATABASE_ADMIN_URL', ...boxes.map(({ name }) => `DATABASE_PASSWORD_${name.toUpperCase()}`)]],
])('%s without its variables ends before it listens and names them all', async (file, names) => {
  const { code, stderr } = await run(file)
  expect(code).toBe(EX_CONFIG)
  for (const name of names) expect(stderr).toContain(`${name} is not set`)
})

test('a wrong value is named and not shown', async () => {
  const { code, stderr } = await run('subgraphs/stations/box.ts', {
    DATABASE_URL: 'mysql://root:hunter2@db/x',
    STATIONS_PORT: '70000',
  })
  expect(code).toBe(EX_CONFIG)
  expect(stderr).toMatch(/DATABASE_URL: must be a URL with postgres:/)
  expect(stderr).toContain('STATIONS_PORT')
  expect(stderr).not.toContain('hunter2')
})

test('photos in a bucket need its region and keys, and no folder', async () => {
  const { code, stderr } = await run('verification/box.ts', { S3_BUCKET: 'photos' })
  expect(code).toBe(EX_CONFIG)
  for (const name of ['S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY']) expect(stderr).toContain(`${name} is not set`)
  expect(stderr).not.toContain('VERIFICATION_FILES')
})

test('the embedded platform names the faults of all its boxes together', async () => {
  const faults = { GATEWAY_PORT: 'http', OCPP_PORT: '-1', VERIFICATION_PORT: '70000', INTERNAL_PORT: 'x', LOG_LEVEL: 'loud' }
  const { code, stderr } = await run('deploy/embedded/main.ts', faults)
  expect(code).toBe(EX_CONFIG)
  for (const name of Object.keys(faults)) expect(stderr).toContain(name)
})

test('a demo whose first step fails ends with 1 and a sentence that says what to do', async () => {
  const { code, stderr } = await run('deploy/demo/main.ts --exit', { EVERGRAPH_DATA: 'package.json' })
  expect(code).toBe(1)
  expect(stderr).toContain('Set EVERGRAPH_DATA to a folder that you may write to.')
})

test('an option that the demo does not know is refused with its usage', async () => {
  const { code, stderr } = await run('deploy/demo/main.ts --nonsense')
  expect(code).toBe(64)
  expect(stderr).toContain('npm run demo [-- --exit]')
})
