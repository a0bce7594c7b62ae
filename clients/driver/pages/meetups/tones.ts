import type { Tone } from '../../../web/ui/badge.tsx'
import type { MeetupStatus } from '../../generated/graphql.ts'

/** How the state of a meetup looks, wherever it is shown. */
export const MEETUP_TONES: Readonly<Record<MeetupStatus, Tone>> = {
  UPCOMING: 'busy',
  LIVE: 'good',
  DONE: 'quiet',
  CANCELLED: 'danger',
}
