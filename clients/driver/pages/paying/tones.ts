import type { Tone } from '../../../web/ui/badge.tsx'
import type { BillState, PaymentHoldState, PaymentMethodState } from '../../generated/graphql.ts'

export const BILL_TONES: Readonly<Record<BillState, Tone>> = {
  OPEN: 'warn',
  PAYING: 'busy',
  PAID: 'good',
  OVERDUE: 'danger',
  WRITTEN_OFF: 'quiet',
}

export const HOLD_TONES: Readonly<Record<PaymentHoldState, Tone>> = {
  CREATED: 'busy',
  REQUIRES_ACTION: 'warn',
  AUTHORISED: 'good',
  CAPTURING: 'busy',
  CAPTURED: 'quiet',
  RELEASING: 'busy',
  RELEASED: 'quiet',
  EXPIRED: 'quiet',
  FAILED: 'danger',
  ABANDONED: 'quiet',
}

export const METHOD_TONES: Readonly<Record<PaymentMethodState, Tone>> = {
  SETTING_UP: 'warn',
  ACTIVE: 'good',
  FAILED: 'danger',
  REMOVED: 'quiet',
}
