import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { roleUrl, type Schema } from '../db/schemas.ts'

export interface TestDatabase extends AsyncDisposable {
  /** The URL of the schema's own role. */
  readonly url: string
  readonly adminUrl: string
  /** The URL of another schema's role in the same database. */
  urlOf(schema: Schema): string
}

/** A migrated database of its own, cloned from the template, and dropped in the end. */
export async function testDatabase(schema: Schema): Promise<TestDatabase> {
  const { adminUrl: template, passwords } = inject('postgres')
  const name = `test_${randomBytes(8).toString('hex')}`
  await asAdmin(template, `CREATE DATABASE ${name} TEMPLATE ${new URL(template).pathname.slice(1)}`)
  const adminUrl = Object.assign(new URL(template), { pathname: `/${name}` }).href
  const urlOf = (of: Schema) => roleUrl(adminUrl, of, passwords[of])
  return {
    url: urlOf(schema),
    adminUrl,
    urlOf,
    [Symbol.asyncDispose]: () => asAdmin(template, `DROP DATABASE ${name} WITH (FORCE)`),
  }
}

async function asAdmin(template: string, statement: string): Promise<void> {
  // Not the template itself: a database with a connection cannot be cloned.
  const client = new pg.Client({ connectionString: Object.assign(new URL(template), { pathname: '/postgres' }).href })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** The administrator's URL of a test's database, from that of one of its roles. */
export function testDatabaseAdmin(url: string): string {
  const { adminUrl } = inject('postgres')
  return Object.assign(new URL(adminUrl), { pathname: new URL(url).pathname }).href
}
