import type { Reading } from '../wire/meter-value.ts'
import type { TransactionRow } from './transaction.queries.ts'

/**
 * Clock-aligned values of an idle connector name no transaction either. They would keep one alive that the charger has forgotten,
 * so while that is in doubt, only values that tell of energy are its own.
 */
export const isFlowing = (row: TransactionRow, readings: readonly Reading[]): boolean =>
  row.doubt === null ||
  readings.some(({ registerWh, powerW }) => (powerW ?? 0) > 0 || (registerWh ?? 0) > (row.last_register_wh ?? Infinity))
