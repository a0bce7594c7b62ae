import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('solhint has nothing to say about the contracts', async () => {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const solhint = createRequire(import.meta.url).resolve('solhint/solhint.js')
  const args = [solhint, '--noPoster', '--disc', '--max-warnings', '0', '-c', 'contracts/.solhint.json', 'contracts/*.sol']
  const run = promisify(execFile)(process.execPath, args, { cwd: root })
  const { stdout } = await run.catch((error: { stdout: string; stderr: string }) => ({ stdout: error.stdout + error.stderr }))
  expect(stdout.trim()).toBe('')
})
