import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../db/migrate.ts'
import { roleUrl, SCHEMAS, type Schema } from '../db/schemas.ts'
import { startPostgres } from '../deploy/embedded/postgres.ts'
import { createLog } from '../lib/log.ts'

/** A migrated database as `npm start` would run it, for as long as the bench lasts. */
export async function benchDatabase(stack: AsyncDisposableStack, name: string) {
  const password = 'only-this-bench-knows'
  const folder = mkdtempSync(join(tmpdir(), `evergraph-${name}-`))
  chmodSync(folder, 0o755)
  stack.defer(() => rmSync(folder, { recursive: true, force: true }))
  const { url: adminUrl } = stack.use(await startPostgres({ folder: join(folder, 'postgres'), password }))
  const passwords = Object.fromEntries(SCHEMAS.map((schema) => [schema, password])) as Record<Schema, string>
  await migrate({ adminUrl, passwords, log: createLog('bench', { level: 'silent' }) })
  return { adminUrl, urlOf: (schema: Schema) => roleUrl(adminUrl, schema, password) }
}
