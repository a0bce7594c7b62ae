import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { LIMITS } from '#lib/limits.ts'
import type { Log } from '#lib/log.ts'
import { observed } from '#lib/metrics.ts'

const INT8 = 20

/**
 * A Kysely over a pool that sees one schema alone. 64-bit integers are read as numbers (they are ids and Wh, far below 2^53; a
 * larger one is refused), numerics as strings, timestamps as Dates.
 */
export function connect<DB>(options: { url: string; schema: string; log: Log; max?: number; statementMs?: number }): Kysely<DB> {
  const { url, schema, log, max = LIMITS.database.poolSize, statementMs = LIMITS.database.statementMs } = options
  const pool = new pg.Pool({
    connectionString: url,
    options: `-c search_path=${schema}`,
    max,
    connectionTimeoutMillis: LIMITS.database.connectMs,
    keepAlive: true,
    statement_timeout: statementMs,
    application_name: `evergraph-${schema}`,
    types: { getTypeParser: (oid, format) => (oid === INT8 ? safeInteger : pg.types.getTypeParser(oid, format)) },
  })
  // Without listeners a connection that breaks, idle or in use, would end the process. Whoever uses one sees its query fail, and the
  // relay tells of a database that is away: these lines say no more.
  const broke = (error: Error) => log.debug({ err: error }, 'a database connection broke')
  pool.on('error', broke)
  pool.on('connect', (client) => client.on('error', broke))
  const observations = [
    observed(
      'evergraph_database_connections',
      'Open connections of a box to its database.',
      { box: schema },
      () => pool.totalCount,
    ),
    observed('evergraph_database_waiting', 'Queries that wait for a connection.', { box: schema }, () => pool.waitingCount),
  ]
  const end = async () => {
    for (const observation of observations) observation[Symbol.dispose]()
    await pool.end()
  }
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: { connect: () => pool.connect(), end, options: pool.options } }) })
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for a number`)
  return value
}
