import type { CommunityEvent, EventStatus } from './tables.ts'

/** What an event is at a moment: its times decide, unless its host has called it off. */
export function statusAt(
  { status, starts_at, ends_at }: Pick<CommunityEvent, 'status' | 'starts_at' | 'ends_at'>,
  at: Date,
): EventStatus {
  if (status === 'CANCELLED') return 'CANCELLED'
  if (at < starts_at) return 'UPCOMING'
  return at < ends_at ? 'LIVE' : 'DONE'
}
