import { randomBytes } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { sql, type Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import { inject } from 'vitest'
import { createLog } from '#lib/log.ts'
import { connect } from './connect.ts'
import { roleUrl, type Schema } from './schemas.ts'

const log = createLog('upgrade', { level: 'silent' })
/** Migrations from this moment on are not in the release that is upgraded. */
const RELEASED = '20261121T1500'

/** A database as the last release had it, as far as these schemas go: made from its own files. */
export async function releasedDatabase(stack: AsyncDisposableStack, schemas: readonly string[]) {
  const { adminUrl: server, passwords } = inject('postgres')
  const name = `upgrade_${randomBytes(8).toString('hex')}`
  const on = (database: string) => Object.assign(new URL(server), { pathname: `/${database}` }).href
  const server_ = async (statement: string) => {
    const client = new pg.Client({ connectionString: on('postgres') })
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  await server_(`CREATE DATABASE ${name}`)
  stack.defer(() => server_(`DROP DATABASE ${name} WITH (FORCE)`))
  const adminUrl = on(name)
  const open = <Tables>(url: string, schema: string): Kysely<Tables> =>
    stack.adopt(connect<Tables>({ url, schema, log, max: 2 }), (db) => db.destroy())
  for (const schema of schemas) {
    const db = open(adminUrl, schema)
    const role = sql.id(`evergraph_${schema}`)
    const { rows } = await sql`SELECT FROM pg_roles WHERE rolname = ${`evergraph_${schema}`}`.execute(db)
    if (rows.length === 0) await sql`CREATE ROLE ${role} LOGIN`.execute(db)
    await sql`CREATE SCHEMA ${sql.id(schema)}`.execute(db)
    await sql`GRANT USAGE ON SCHEMA ${sql.id(schema)} TO ${role}`.execute(db)
    await sql`ALTER DEFAULT PRIVILEGES IN SCHEMA ${sql.id(schema)} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role}`.execute(
      db,
    )
    const names = { migrationTableSchema: schema, migrationTableName: 'migration', migrationLockTableName: 'migration_lock' }
    const provider = { getMigrations: () => releasedFiles(schema) }
    const { error } = await new Migrator({ db, provider, ...names }).migrateToLatest()
    if (error) throw new Error(`The release's schema ${schema} cannot be made.`, { cause: error })
  }
  return {
    adminUrl,
    passwords,
    log,
    open,
    admin: open<object>(adminUrl, 'public'),
    urlOf: (schema: Schema) => roleUrl(adminUrl, schema, passwords[schema]),
  }
}

async function releasedFiles(schema: string) {
  const files = await Promise.all(
    ['shared', schema].map(async (folder) => {
      const url = new URL(`./${folder}/`, import.meta.url)
      return (await readdir(url)).map((file) => new URL(file, url))
    }),
  )
  const released = files.flat().filter(({ pathname }) => (pathname.split('/').at(-1) ?? '') < RELEASED)
  return Object.fromEntries(
    released.map((file) => [
      file.pathname.split('/').at(-1)?.replace('.sql', '') ?? '',
      { up: async (db: Kysely<unknown>) => void (await sql.raw(await readFile(file, 'utf8')).execute(db)) },
    ]),
  )
}
