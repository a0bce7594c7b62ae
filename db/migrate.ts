import { readFile, readdir } from 'node:fs/promises'
import { sql, type Kysely } from 'kysely'
import { Migrator, type Migration, type MigrationProvider } from 'kysely/migration'
import type { Log } from '#lib/log.ts'
import { connect } from './connect.ts'
import { SCHEMAS, WITH_JOBS, jobsSchemaOf, roleOf, type Schema } from './schemas.ts'

/**
 * Brings every schema up to date, as the database's administrator: schema and role, then `db/shared` and `db/<schema>`. It only goes
 * forward. It may run again, and several times at once. Each role may read and write the rows of its own schema, and nothing else.
 */
export async function migrate(options: { adminUrl: string; passwords: Record<Schema, string>; log: Log }): Promise<void> {
  const { adminUrl, passwords, log } = options
  for (const schema of SCHEMAS) {
    const db = connect<unknown>({ url: adminUrl, schema, log, max: 2, statementMs: 600_000 })
    try {
      await prepare(db, schema, passwords[schema])
      const { error, results = [] } = await new Migrator({
        db,
        provider: sqlFiles('shared', schema),
        migrationTableSchema: schema,
        migrationTableName: 'migration',
        migrationLockTableName: 'migration_lock',
        allowUnorderedMigrations: true,
      }).migrateToLatest()
      for (const { migrationName, status } of results) log.info({ schema, migration: migrationName, status }, 'migration')
      if (error)
        throw new Error(`Migrating ${schema} failed: ${error instanceof Error ? error.message : JSON.stringify(error)}`, {
          cause: error,
        })
    } finally {
      await db.destroy()
    }
  }
}

async function prepare(db: Kysely<unknown>, schema: Schema, password: string): Promise<void> {
  const role = sql.id(roleOf(schema))
  await db.transaction().execute(async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtext('evergraph migrate'))`.execute(trx)
    const { rows } = await sql`SELECT 1 FROM pg_roles WHERE rolname = ${roleOf(schema)}`.execute(trx)
    if (rows.length === 0) await sql`CREATE ROLE ${role} LOGIN`.execute(trx)
    await sql`ALTER ROLE ${role} PASSWORD ${sql.lit(password)}`.execute(trx)
    await sql`REVOKE ALL ON SCHEMA public FROM PUBLIC`.execute(trx)
    await sql`CREATE SCHEMA IF NOT EXISTS ${sql.id(schema)}`.execute(trx)
    await sql`GRANT USAGE ON SCHEMA ${sql.id(schema)} TO ${role}`.execute(trx)
    await sql`ALTER DEFAULT PRIVILEGES IN SCHEMA ${sql.id(schema)} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role}`.execute(
      trx,
    )
    await sql`ALTER DEFAULT PRIVILEGES IN SCHEMA ${sql.id(schema)} GRANT USAGE ON SEQUENCES TO ${role}`.execute(trx)
    if (WITH_JOBS.includes(schema)) {
      const jobs = sql.id(jobsSchemaOf(schema))
      await sql`CREATE SCHEMA IF NOT EXISTS ${jobs}`.execute(trx)
      await sql`ALTER SCHEMA ${jobs} OWNER TO ${role}`.execute(trx)
    }
  })
}

/** Migrations from the SQL files of some folders beside this file, in the order of their names. */
function sqlFiles(...folders: string[]): MigrationProvider {
  return {
    async getMigrations() {
      const migrations: Record<string, Migration> = {}
      for (const folder of folders) {
        const url = new URL(`./${folder}/`, import.meta.url)
        for (const file of await readdir(url)) {
          if (!file.endsWith('.sql')) continue
          migrations[file.slice(0, -'.sql'.length)] = {
            up: async (db) => void (await sql.raw(await readFile(new URL(file, url), 'utf8')).execute(db)),
          }
        }
      }
      return migrations
    },
  }
}
