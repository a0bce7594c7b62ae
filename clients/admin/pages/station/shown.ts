import type { ConnectorStatus, StationShownFragment } from '../../generated/graphql.ts'
import type { Tone } from '../../../web/ui/badge.tsx'

export type StationShown = StationShownFragment
export type EvseShown = StationShown['evses'][number]
export type ConnectorShown = EvseShown['connectors'][number]

export const EVSE_TONES: Readonly<Record<ConnectorStatus, Tone>> = {
  AVAILABLE: 'good',
  PREPARING: 'busy',
  CHARGING: 'busy',
  SUSPENDED: 'busy',
  FINISHING: 'warn',
  RESERVED: 'warn',
  UNAVAILABLE: 'quiet',
  FAULTED: 'danger',
  UNKNOWN: 'quiet',
}
