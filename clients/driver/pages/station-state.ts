import type { Tone } from '../../web/ui/badge.tsx'
import type { ConnectorStatus } from '../generated/graphql.ts'

interface Station {
  online: boolean
  evses: readonly { status: ConnectorStatus }[]
}

/** Whether one could charge: `unknown` where the charger is not connected, `out` where none of it works. */
export type StationState = 'free' | 'busy' | 'out' | 'unknown'

export function stateOf({ online, evses }: Station): StationState {
  if (!online) return 'unknown'
  if (freeOf({ online, evses }) > 0) return 'free'
  return evses.every(({ status }) => status === 'UNAVAILABLE' || status === 'FAULTED') ? 'out' : 'busy'
}

/** How many vehicles could begin to charge. */
export const freeOf = ({ online, evses }: Station): number =>
  online ? evses.filter(({ status }) => status === 'AVAILABLE').length : 0

export const STATE_TONES: Readonly<Record<StationState, Tone>> = { free: 'good', busy: 'busy', out: 'danger', unknown: 'quiet' }
