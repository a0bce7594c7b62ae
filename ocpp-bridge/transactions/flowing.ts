import type { Reading } from '../wire/meter-value.ts'
import type { TransactionRow } from './transaction.queries.ts'

/**
 * True for values that tell of energy. Clock-aligned values of an idle connector name no transaction either, and would keep one alive that
 * the charger has forgotten. So while that is in doubt, only values with energy count as the transaction's.
 */
export const isFlowing = (row: TransactionRow, readings: readonly Reading[]): boolean =>
  row.doubt === null ||
  readings.some(({ registerWh, powerW }) => (powerW ?? 0) > 0 || (registerWh ?? 0) > (row.last_register_wh ?? Infinity))
