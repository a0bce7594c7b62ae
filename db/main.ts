import { z } from 'zod'
import { env, readConfig, ConfigError } from '#lib/config.ts'
import { createLog } from '#lib/log.ts'
import { migrate } from './migrate.ts'
import { SCHEMAS, type Schema } from './schemas.ts'

const passwordName = (schema: Schema) => `DATABASE_PASSWORD_${schema.toUpperCase()}` as const

/** `npm run migrate`: brings the database behind DATABASE_ADMIN_URL up to date. */
const log = createLog('migrate')
try {
  const password = z.string().min(16, 'must have at least 16 characters')
  const shape = Object.fromEntries(SCHEMAS.map((schema) => [passwordName(schema), password]))
  const config = readConfig({ DATABASE_ADMIN_URL: env.url('postgres:', 'postgresql:'), ...shape }, process.env)
  const given = config as Record<string, string>
  const passwords = Object.fromEntries(SCHEMAS.map((schema) => [schema, given[passwordName(schema)] ?? ''])) as Record<
    Schema,
    string
  >
  await migrate({ adminUrl: config.DATABASE_ADMIN_URL, passwords, log })
  log.info('every schema is up to date')
} catch (error) {
  if (error instanceof ConfigError) process.stderr.write(`migrate: ${error.message}\n`)
  else log.fatal({ err: error }, 'the migration failed')
  process.exit(error instanceof ConfigError ? 78 : 1)
}
