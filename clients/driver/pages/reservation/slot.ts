import type { Tone } from '../../../web/ui/badge.tsx'
import type { ReservationState } from '../../generated/graphql.ts'

export const SLOT_TONES: Readonly<Record<ReservationState, Tone>> = {
  PENDING: 'busy',
  RESERVED: 'good',
  ACTIVE: 'good',
  FULFILLED: 'quiet',
  NO_SHOW: 'danger',
  CANCELLED: 'quiet',
  REJECTED: 'danger',
  FAILED: 'danger',
  LAPSED: 'quiet',
}

/** A driver may still come, or call it off. */
export const OPEN_SLOTS = new Set<ReservationState>(['PENDING', 'RESERVED', 'ACTIVE'])
