import type { ConnectorStatus } from '../../generated/graphql.ts'

/** What an operator should see first of a charger with several EVSEs. */
const ORDER: readonly ConnectorStatus[] = [
  'FAULTED',
  'UNAVAILABLE',
  'UNKNOWN',
  'CHARGING',
  'SUSPENDED',
  'FINISHING',
  'PREPARING',
  'RESERVED',
  'AVAILABLE',
]

/** Null where there is no EVSE. */
export const worstOf = (evses: readonly { status: ConnectorStatus }[]): ConnectorStatus | null =>
  ORDER.find((status) => evses.some((evse) => evse.status === status)) ?? null
