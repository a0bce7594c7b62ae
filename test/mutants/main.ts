import { cp, mkdtemp, chmod, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { setPriority, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../source-files.ts'
import { mutants } from './all.ts'
import type { Mutant } from './mutant.ts'
import { runTests } from './run-tests.ts'

const USAGE = `npm run mutants [-- [--list] [NAME …]]
  breaks a line of ours in a copy of the tree, runs the tests that must see it, and expects red; one after the other.
  NAME: a mutant, or a part of its name or file. --list only names them.
`
const NOT_OURS = new Set(['node_modules', '.git', '.evergraph', 'coverage'])
/** A mutant that hangs is seen: its tests would never be green. */
const LIMIT_MS = 300_000
const BASE_LIMIT_MS = 1_800_000

const { values, positionals } = read()
const wanted = mutants.filter(
  ({ name, file }) => positionals.length === 0 || positionals.some((part) => `${name} ${file}`.includes(part)),
)
if (wanted.length === 0) fail(`There is no such mutant.\n\n${USAGE}`, 64)
if (values.list) {
  for (const { name, file, why } of wanted) process.stdout.write(`${name.padEnd(34)} ${file.padEnd(40)} ${why}\n`)
  process.exit(0)
}

// The machine is somebody's.
setPriority(10)
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
const folder = await mkdtemp(join(tmpdir(), 'evergraph-mutants-'))
try {
  process.exitCode = (await runAll(await copyTree())) ? 0 : 1
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** True when every mutant that was wanted is seen. */
async function runAll(tree: string): Promise<boolean> {
  const files = [...new Set(wanted.flatMap(({ red }) => red))]
  const { outcome, by } = await runTests({ tree, files, retry: 2, limitMs: BASE_LIMIT_MS, signal: stop.signal })
  if (outcome !== 'green') {
    process.stderr.write(`The tests must be green before anything is broken, and are not: ${by || outcome}\n`)
    return false
  }
  const unseen: string[] = []
  for (const mutant of wanted) {
    if (!(await isSeen(tree, mutant))) unseen.push(mutant.name)
    if (stop.signal.aborted) return false
  }
  const [all, left] = [wanted.length, unseen.length]
  process.stdout.write(left === 0 ? `\nAll ${all} are seen.\n` : `\n${left} of ${all} are not seen: ${unseen.join(', ')}\n`)
  return left === 0
}

/** A tree of its own: yours stays as it is, whatever happens. */
async function copyTree(): Promise<string> {
  // PostgreSQL's own user must be able to enter.
  await chmod(folder, 0o755)
  const tree = join(folder, 'tree')
  await cp(root, tree, { recursive: true, filter: (path) => !NOT_OURS.has(basename(path)) })
  await symlink(join(root, 'node_modules'), join(tree, 'node_modules'))
  await mkdir(join(folder, 'tmp'), { mode: 0o755 })
  return tree
}

async function isSeen(tree: string, { name, file, before, after, red, only }: Mutant): Promise<boolean> {
  const path = join(tree, file)
  const text = await readFile(path, 'utf8')
  const parts = text.split(before)
  const began = Date.now()
  if (parts.length !== 2) {
    tell(name, 'STALE', began, `its text stands ${parts.length - 1} times in ${file}`)
    return false
  }
  await writeFile(path, parts.join(after))
  try {
    const { outcome, by } = await runTests({ tree, files: red, only, limitMs: LIMIT_MS, signal: stop.signal })
    if (stop.signal.aborted) return false
    const word = { green: 'SURVIVES', red: 'seen', hangs: 'seen', broken: 'BROKEN' }[outcome]
    tell(name, word, began, outcome === 'hangs' ? 'its tests hang' : by)
    return word === 'seen'
  } finally {
    await writeFile(path, text)
  }
}

function tell(name: string, word: string, began: number, by: string): void {
  const seconds = `${Math.round((Date.now() - began) / 1000)} s`
  process.stdout.write(`${name.padEnd(34)} ${word.padEnd(9)} ${seconds.padStart(6)}  ${by}\n`)
}

function read() {
  try {
    return parseArgs({ options: { list: { type: 'boolean', default: false } }, allowPositionals: true })
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, 64)
  }
}

function fail(message: string, code: number): never {
  process.stderr.write(message)
  process.exit(code)
}
