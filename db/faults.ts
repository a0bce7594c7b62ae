/**
 * Says whether a fault of the database passes. A passing fault is one of the moment: of the way to the server, of its load, its locks, its
 * restart. It says nothing about the work, so the same again will succeed.
 */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (isStalePlan(error)) return true
  // An unknown code of the server gets another try. Only what the statement itself causes never passes.
  if (SQLSTATE.test(code)) return !CAUSED_BY_THE_STATEMENT.test(code) && !TOO_MANY_VALUES.test(error.message)
  if (SYSTEM.test(code)) return true
  if (error.cause !== undefined && isPassing(error.cause)) return true
  return error.name === 'Error' && WITHOUT_CODE.test(error.message)
}

/** True if a migration has changed what a prepared statement gives. */
export const isStalePlan = (error: unknown): boolean =>
  error instanceof Error && error.message === 'cached plan must not change result type'

const SQLSTATE = /^[0-9A-Z]{5}$/

/**
 * Unsupported (0A), cardinality (21), data (22), constraints (23), triggers and functions (27, 2F, 38, 39, P0), the transaction's own
 * state (25, but neither a read-only server nor a timeout), names, types and rights (42, 44), a statement beyond limits (54).
 */
const CAUSED_BY_THE_STATEMENT = /^(0A|2[1237F]|25(?!006|P03|P04)|3[89]|4[24]|54|P0)/

/** More values than the protocol can count (65,535). It comes as a fault of the connection, and would come again every time. */
const TOO_MANY_VALUES = /^bind message /

/** ECONNREFUSED, ETIMEDOUT, EAI_AGAIN, ENOSPC and the like; Node's own ERR_… are faults of the program. */
const SYSTEM = /^E(?!RR_)[A-Z0-9_]{3,}$/

/** Faults that pg and pg-pool only tell by a sentence. */
const WITHOUT_CODE =
  /timeout exceeded when trying to connect|timeout expired|Query read timeout|Connection terminated|not queryable|calling end on the pool|SSL connection|does not support SSL/

/** True if this constraint of the database refused a statement. */
export const violates = (error: unknown, constraint: string): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === constraint
