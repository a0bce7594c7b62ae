import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

interface ForgeResult {
  test_results: Record<string, { status: 'Success' | 'Failure' | 'Skipped'; reason: string | null; counterexample: unknown }>
}

/** The names of the rules that forge must have tried; a suite that silently lost some would otherwise still be green. */
const RULES = [
  'invariant_theSupplyIsWhatWasPaidAndNeverAboveTheCap',
  'invariant_noIndexIsPaidTwice',
  'invariant_noWeekGoesAboveItsBudget',
  'invariant_batchesAreNumberedWithoutGaps',
  'invariant_rolesStayWhereTheyWerePut',
  'testFuzz_paysEachIndexOnceInFull',
  'testFuzz_refusesAnOverlap',
  'testFuzz_refusesTheSameWordTwice',
  'testFuzz_refusesCountsThatDiffer',
  'testFuzz_refusesAnyOtherBatchNumber',
  'testFuzz_refusesARewardAboveTheMaximum',
  'testFuzz_neverMintsAboveTheCap',
  'testFuzz_keepsTheWeeklyBudget',
  'testFuzz_onlyTheRoleHolderMay',
  'testFuzz_aPermitIsGoodOnceAndForItsTermsOnly',
  'test_aPauseStopsPaymentsUntilTheTreasuryUnpauses',
]

test('fuzzing and random histories break no rule of the contracts', { timeout: 420_000 }, async () => {
  const report = await forge('test', '--root', ROOT, '--json')
  const results = Object.values(report).flatMap((suite) => Object.entries(suite.test_results))
  const broken = results
    .filter(([, { status }]) => status !== 'Success')
    .map(([name, { reason, counterexample }]) => ({ name, reason, counterexample }))
  expect(broken).toEqual([])
  expect(results.map(([name]) => name.split('(')[0]).toSorted()).toEqual(RULES.toSorted())
})

async function forge(...args: string[]): Promise<Record<string, ForgeResult>> {
  const env = {
    ...process.env,
    FOUNDRY_CONFIG: join(ROOT, 'contracts/foundry.toml'),
    PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
  }
  // forge ends with 1 when a test fails; its report is on stdout all the same.
  const run = await promisify(execFile)(forgeBinary(), args, { cwd: ROOT, env, maxBuffer: 64 * 1024 * 1024 }).catch(
    (error: { stdout: string; stderr: string }) => error,
  )
  if (!run.stdout.trimStart().startsWith('{')) throw new Error(`forge gave no report: ${run.stderr || run.stdout}`)
  return JSON.parse(run.stdout) as Record<string, ForgeResult>
}

function forgeBinary(): string {
  const wrapper = createRequire(import.meta.url).resolve('@foundry-rs/forge/package.json')
  return createRequire(wrapper).resolve(
    `@foundry-rs/forge-${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}/bin/forge`,
  )
}
