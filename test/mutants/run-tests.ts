import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** `broken`: no test could say anything, because a file could not be loaded. `by`: the first test that failed, or what is broken. */
export interface Outcome {
  outcome: 'green' | 'red' | 'hangs' | 'broken'
  by: string
}

/** Runs test files of a copied tree until the first failure, or until the time is over. */
export async function runTests(options: {
  tree: string
  files: readonly string[]
  only?: string | undefined
  /** A test that fails is tried again so often. */
  retry?: number
  limitMs: number
  signal: AbortSignal
}): Promise<Outcome> {
  const { tree, files, only, retry = 0, limitMs, signal } = options
  const temporary = join(dirname(tree), 'tmp')
  const report = join(temporary, 'report.json')
  await rm(report, { force: true })
  const vitest = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...files,
      ...(only ? ['-t', only] : []),
      '--bail=1',
      `--retry=${retry}`,
      '--reporter=json',
      `--outputFile=${report}`,
    ],
    // What tests leave behind goes with the copy. In a group of its own, so that a Ctrl-C lets it clean up in its own order.
    { cwd: tree, env: { ...process.env, TMPDIR: temporary }, stdio: 'ignore', detached: true },
  )
  const ended = once(vitest, 'exit').then(([code]) => code as number | null)
  const over = AbortSignal.any([signal, AbortSignal.timeout(limitMs)])
  const code = await Promise.race([ended, once(over, 'abort').then(() => undefined)])
  if (code === undefined) {
    await endAll(vitest.pid ?? 0, ended)
    return { outcome: 'hangs', by: '' }
  }
  return code === 0 ? { outcome: 'green', by: '' } : judge(await readFile(report, 'utf8').catch(() => ''))
}

interface Report {
  testResults: { name: string; message?: string; assertionResults: { status: string; fullName: string }[] }[]
}

function judge(text: string): Outcome {
  if (text === '') return { outcome: 'broken', by: 'the tests did not begin' }
  const { testResults } = JSON.parse(text) as Report
  const failed = testResults.flatMap((file) => file.assertionResults).find(({ status }) => status === 'failed')
  if (failed) return { outcome: 'red', by: failed.fullName }
  const unread = testResults.find(({ assertionResults }) => assertionResults.length === 0)
  return unread
    ? { outcome: 'broken', by: `${unread.name}: ${unread.message ?? ''}` }
    : { outcome: 'red', by: 'an error outside of the tests' }
}

/** Ends the tests and every server that they have started, and waits for it. */
async function endAll(pid: number, ended: Promise<unknown>): Promise<void> {
  const pids = [pid, ...descendants(pid)]
  signalAll(pids, 'SIGTERM')
  const late = setTimeout(() => signalAll(pids, 'SIGKILL'), 10_000)
  await ended
  clearTimeout(late)
  signalAll(pids, 'SIGKILL')
}

function descendants(pid: number): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number) as [number, number])
  const below = (of: number): number[] => pairs.filter(([, parent]) => parent === of).flatMap(([child]) => [child, ...below(child)])
  return below(pid)
}

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal)
    } catch {
      // It has ended.
    }
  }
}
