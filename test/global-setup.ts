import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../db/migrate.ts'
import { SCHEMAS, type Schema } from '../db/schemas.ts'
import { createLog } from '../lib/log.ts'
import { startPostgres } from '../deploy/embedded/postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { adminUrl: string; passwords: Record<Schema, string> }
  }
}

/** One PostgreSQL for the run; its database `evergraph` is migrated and serves as the template of every test's own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'evergraph-test-'))
  await chmod(folder, 0o755)
  const server = await startPostgres({ folder: join(folder, 'postgres'), password: secret(), durable: false })
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
