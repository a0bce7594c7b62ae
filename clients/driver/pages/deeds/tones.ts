import type { Tone } from '../../../web/ui/badge.tsx'
import type { DeedState } from '../../generated/graphql.ts'

/** How the state of a deed looks, wherever it is shown. */
export const DEED_TONES: Readonly<Record<DeedState, Tone>> = {
  PENDING: 'busy',
  MANUAL_REVIEW: 'warn',
  APPROVED: 'good',
  REJECTED: 'danger',
}
