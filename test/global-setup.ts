import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../db/migrate.ts'
import { SCHEMAS, type Schema } from '../db/schemas.ts'
import { createLog } from '../lib/log.ts'
import { startPostgres } from '../deploy/embedded/postgres.ts'
import { root } from './source-files.ts'
import { temporaryFolder } from './temporary-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { adminUrl: string; passwords: Record<Schema, string> }
  }
}

/** A platform of many processes may open some 250. Two may run at once, with other tests beside them. */
const CONNECTIONS = 900

/** One PostgreSQL for the run; its database `evergraph` is migrated and serves as the template of every test's own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await temporaryFolder()
  // Of the processes that tests start, and of the tests' own (`process-env.ts`).
  process.env['NODE_COMPILE_CACHE'] = join(root, 'node_modules/.cache/compiled')
  const own = { folder: join(folder, 'postgres'), password: secret(), durable: false }
  const server = await startPostgres({ ...own, connections: CONNECTIONS })
  const close = async () => {
    await server[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  }
  const passwords = Object.fromEntries(SCHEMAS.map((schema) => [schema, secret()])) as Record<Schema, string>
  try {
    await migrate({ adminUrl: server.url, passwords, log: createLog('migrate', { level: 'error' }) })
  } catch (error) {
    await close()
    throw error
  }
  project.provide('postgres', { adminUrl: server.url, passwords })
  return close
}

const secret = () => randomBytes(18).toString('base64url')
