import type { Tone } from '../../../web/ui/badge.tsx'
import type { BulkCommandState, ChargePointCommandState } from '../../generated/graphql.ts'

export const BULK_TONES: Readonly<Record<BulkCommandState, Tone>> = {
  RUNNING: 'busy',
  PAUSED: 'warn',
  DONE: 'good',
  CANCELLED: 'quiet',
}

export const COMMAND_TONES: Readonly<Record<ChargePointCommandState, Tone>> = {
  PENDING: 'quiet',
  SENT: 'busy',
  ACCEPTED: 'good',
  REJECTED: 'danger',
  UNSUPPORTED: 'warn',
  FAILED: 'danger',
  UNANSWERED: 'danger',
  EXPIRED: 'warn',
  CANCELLED: 'quiet',
}
