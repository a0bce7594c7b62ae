import { rm } from 'node:fs/promises'
import { createLog } from '../lib/log.ts'
import { startPlatform, type Platform } from '../deploy/embedded/platform.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** The first administrator of every test stack. */
export const ADMIN = { email: 'admin@evergraph.test', password: 'correct-horse-battery' }

/** Simulated chargers whose clock runs many times as fast are soon far ahead of ours; a busy machine must not make that a doubt. */
export const FAST_CHARGERS = { CHARGING_CLOCK_AHEAD_MS: '86400000' }

export interface Stack extends Platform {
  /** Its data folder: a stack started on it again goes on where this one stopped. */
  readonly folder: string
}

/** The whole platform on free ports in this process. Without a folder it gets one of its own, which goes when it is disposed. `web`: with the three apps. */
export async function startStack(options: { folder?: string; env?: Record<string, string>; web?: boolean } = {}): Promise<Stack> {
  await using cleanup = new AsyncDisposableStack()
  const folder = options.folder ?? (await temporaryFolder())
  if (!options.folder) cleanup.defer(() => rm(folder, { recursive: true, force: true }))
  const rest = { ...FAST_CHARGERS, ACCOUNTS_ADMIN_EMAIL: ADMIN.email, ACCOUNTS_ADMIN_PASSWORD: ADMIN.password, ...options.env }
  const log = createLog('stack', { level: process.env['TEST_LOG'] ?? 'fatal' })
  const config = {
    folder,
    host: '127.0.0.1',
    graphPort: 0,
    ocppPort: 0,
    filesPort: 0,
    paymentsPort: 0,
    webPorts: options.web ? { driver: 0, admin: 0, partner: 0 } : null,
    internal: { host: '127.0.0.1', port: 0 },
    logLevel: 'fatal',
    rest,
  }
  const platform = cleanup.use(await startPlatform(config, log, { durable: false }))
  const owned = cleanup.move()
  return { ...platform, folder, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
