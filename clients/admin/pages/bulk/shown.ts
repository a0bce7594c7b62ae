import type { Tone } from '../../../web/ui/badge.tsx'
import type { BulkCommandState, ChargePointCommandKind, ChargePointCommandState } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

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

/** The name of a kind of command; of those that the console does not ask for, the platform's own. */
export function useKind(): (kind: ChargePointCommandKind) => string {
  const { commandKind } = useTexts()
  const names: Partial<Record<ChargePointCommandKind, string>> = commandKind
  return (kind) => names[kind] ?? kind
}
