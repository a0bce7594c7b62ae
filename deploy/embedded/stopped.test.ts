import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { processEnv } from '../../test/process-env.ts'
import { root } from '../../test/source-files.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { until } from '../../test/until.ts'
import { anvilPidFile, stopAnvil, stopPostgres } from './leftover.ts'
import { freePort } from './postgres.ts'

const alive = (pid: number) => existsSync(`/proc/${pid}`)

test.runIf(process.platform === 'linux').each(['SIGINT', 'SIGTERM'] as const)(
  'a platform that gets %s while it starts goes no further, and ends what it has started',
  { timeout: 120_000 },
  async (signal) => {
    await using stack = new AsyncDisposableStack()
    const folder = await temporaryFolder()
    stack.defer(async () => {
      await stopPostgres(join(folder, 'postgres'))
      await stopAnvil(join(folder, 'chain'))
      await rm(folder, { recursive: true, force: true })
    })
    const ports = ['GATEWAY_PORT', 'OCPP_PORT', 'VERIFICATION_PORT', 'PAYMENTS_PORT', 'INTERNAL_PORT']
    const platform = spawn(process.execPath, ['deploy/embedded/main.ts'], {
      cwd: root,
      env: {
        ...processEnv(),
        EVERGRAPH_DATA: folder,
        ...Object.fromEntries(await Promise.all(ports.map(async (name) => [name, String(await freePort())] as const))),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [said, ended] = [text(platform.stdout), once(platform, 'exit')]
    const file = anvilPidFile(join(folder, 'chain'))
    await until(() => existsSync(file), { timeoutMs: 60_000 })
    const chain = Number(await readFile(file, 'utf8'))
    platform.kill(signal)
    expect(await ended).toEqual([0, null])
    expect(await said).toContain('stopped before it had started')
    expect(await said).not.toContain('"ready"')
    expect([alive(chain), existsSync(join(folder, 'postgres', 'postmaster.pid'))]).toEqual([false, false])
  },
)
