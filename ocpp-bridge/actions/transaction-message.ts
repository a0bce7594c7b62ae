import type { Call } from '../context.ts'
import { messagesOf } from '../wire/messages.ts'
import type { TransactionRow } from '../transactions/transaction.queries.ts'

/** By how much this transaction's start was moved, because the charger's clock cannot be right. */
export function correctionOf(row: TransactionRow): number {
  if (row.clock_ahead_ms === null || row.reported_started_at === null) return 0
  return row.started_at.getTime() - (row.received_at.getTime() + row.clock_ahead_ms)
}

/** What the schema finds wrong. Messages about transactions are handled all the same. */
export function faultsOf(call: Call): string[] {
  const violation = messagesOf(call.version).violation(call.action, 'request', call.payload)
  return violation === null ? [] : [violation.description]
}
