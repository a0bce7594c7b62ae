import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { LIMITS } from '#lib/limits.ts'
import type { Log } from '#lib/log.ts'
import { observed } from '#lib/metrics.ts'
import { isStalePlan } from './faults.ts'

const INT8 = 20

/**
 * A Kysely over a pool that sees one schema alone. 64-bit integers are read as numbers (they are ids and Wh, far below 2^53; a larger one
 * throws), numerics as strings, timestamps as Dates.
 */
export function connect<DB>(options: {
  url: string
  schema: string
  log: Log
  max?: number
  statementMs?: number | undefined
  idleInTransactionMs?: number | undefined
  /** What it is for, where a box has more than one. */
  use?: string
}): Kysely<DB> {
  const { url, schema, log, use, max = LIMITS.database.poolSize } = options
  const { statementMs = LIMITS.database.statementMs, idleInTransactionMs = LIMITS.database.idleInTransactionMs } = options
  const box = use === undefined ? schema : `${schema} (${use})`
  const pool = new pg.Pool({
    connectionString: url,
    // Without the check, a statement of a killed process that waits for a lock goes on waiting, and keeps the locks that it has.
    options: `-c search_path=${schema} -c client_connection_check_interval=${LIMITS.database.clientCheckMs}`,
    max,
    connectionTimeoutMillis: LIMITS.database.connectMs,
    keepAlive: true,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    application_name: `evergraph-${schema}`,
    types: { getTypeParser: (oid, format) => (oid === INT8 ? safeInteger : pg.types.getTypeParser(oid, format)) },
  })
  // Without listeners a connection that breaks would end the process. Whoever uses one sees its query fail, and the relay logs that the
  // database is away, so these lines only log at debug.
  const broke = (error: Error) => log.debug({ err: error }, 'a database connection broke')
  pool.on('error', broke)
  const prepare = preparer()
  pool.on('connect', (client) => {
    client.on('error', broke)
    prepare(client)
  })
  const observations = [
    observed('evergraph_database_connections', 'Open connections of a box to its database.', { box }, () => pool.totalCount),
    observed('evergraph_database_waiting', 'Queries that wait for a connection.', { box }, () => pool.waitingCount),
  ]
  const end = async () => {
    for (const observation of observations) observation[Symbol.dispose]()
    await pool.end()
  }
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: { connect: () => pool.connect(), end, options: pool.options } }) })
}

/** Statements with lists of values come in any number of forms. They must not fill the server's memory. */
const PREPARED = 500

/** The end of a statement that is to be planned for its values each time: how many rows it meets depends on them. */
export const PLANNED_ANEW = '/* planned anew */'

/**
 * Has the server parse and plan each statement once for each connection. After a migration a statement's result may have another shape, and
 * the server refuses the old plan. Then all statements get new names, and the fault counts as passing (`isPassing`).
 */
function preparer(): (client: pg.PoolClient) => void {
  const names = new Map<string, string>()
  let named = 0
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text)
    if (known !== undefined || names.size >= PREPARED || text.endsWith(PLANNED_ANEW)) return known
    const name = `s${++named}`
    names.set(text, name)
    return name
  }
  return (client) => {
    const plain = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>
    const query = (text: unknown, values: unknown, ...more: unknown[]): Promise<unknown> => {
      const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined
      if (name === undefined) return plain(text, values, ...more)
      return plain({ name, text, values }).catch((error: unknown) => {
        if (isStalePlan(error)) names.clear()
        throw error
      })
    }
    // Only Kysely queries these clients, always with a text and its values, for a promise.
    client.query = query as typeof client.query
  }
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for a number`)
  return value
}
