import type { Tone } from '../../../web/ui/badge.tsx'
import type { ChargingSessionStatus, SessionListedFragment } from '../../generated/graphql.ts'

export const SESSION_TONES: Readonly<Record<ChargingSessionStatus, Tone>> = {
  PENDING: 'busy',
  STARTING: 'busy',
  ACTIVE: 'good',
  SUSPENDED: 'warn',
  COMPLETED: 'quiet',
  FAILED: 'danger',
  EXPIRED: 'danger',
}

export const GOES_ON: ReadonlySet<ChargingSessionStatus> = new Set(['PENDING', 'STARTING', 'ACTIVE', 'SUSPENDED'])

/** What its bill comes to, or would so far; with VAT where VAT applies. */
export const costOf = ({ chargeDetailRecord: record, runningCost }: SessionListedFragment) =>
  record ? (record.totalCostInclVat ?? record.totalCostExclVat) : runningCost
