import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '../deploy/embedded/postgres.ts'

const root = join(import.meta.dirname, '..')
const RUNS = 3
const GOAL_READY_S = 5
const GOAL_DEMO_S = 180

/**
 * How long a newcomer waits: `npm start` to ready, on no data and again on data (medians of three), and a fresh clone to the end of
 * `npm run demo -- --exit` (once; the packages come from npm's cache or its registry, as this machine has it).
 */
export async function run(): Promise<void> {
  const first: number[] = []
  const again: number[] = []
  for (let i = 0; i < RUNS; i++) {
    const folder = temporary('evergraph-start-')
    first.push(await secondsToReady(folder))
    again.push(await secondsToReady(folder))
    rmSync(folder, { recursive: true, force: true })
  }
  const demo = await secondsOfDemo()
  console.log('| what | seconds | goal |')
  console.log('|---|---|---|')
  console.log(`| npm start to ready, no data yet | ${median(first).toFixed(1)} | ≤ ${GOAL_READY_S} |`)
  console.log(`| npm start to ready, data there | ${median(again).toFixed(1)} | ≤ ${GOAL_READY_S} |`)
  console.log(`| fresh clone to the end of the demo | ${demo.toFixed(1)} | ≤ ${GOAL_DEMO_S} |`)
}

async function secondsToReady(folder: string): Promise<number> {
  const env = {
    ...process.env,
    EVERGRAPH_DATA: folder,
    GATEWAY_PORT: String(await freePort()),
    OCPP_PORT: String(await freePort()),
    INTERNAL_PORT: String(await freePort()),
  }
  const begin = performance.now()
  const child = spawn('npm', ['start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'], detached: true })
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('"msg":"ready"')) break
  const seconds = (performance.now() - begin) / 1000
  child.stdout.resume()
  // Until the pipe closes the platform itself still stops, though npm has ended.
  const ended = once(child, 'close')
  if (child.pid) process.kill(-child.pid, 'SIGTERM')
  await ended
  return seconds
}

async function secondsOfDemo(): Promise<number> {
  const folder = temporary('evergraph-clone-')
  try {
    const begin = performance.now()
    execFileSync('git', ['clone', '--quiet', root, join(folder, 'evergraph')])
    const child = spawn('npm', ['run', 'demo', '--', '--exit'], {
      cwd: join(folder, 'evergraph'),
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const [code] = (await once(child, 'exit')) as [number]
    if (code !== 0) throw new Error(`the demo ended with ${code}`)
    return (performance.now() - begin) / 1000
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A folder that PostgreSQL's own user can reach. */
function temporary(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  chmodSync(folder, 0o755)
  return folder
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
