import { instantIn } from '../../../web/i18n/zone.ts'
import type { RewardCampaignWindowInput } from '../../generated/graphql.ts'

/** Times of a week as they are filled in: clocks as time fields write them. */
export interface WindowDraft {
  /** 1 is Monday. */
  days: readonly number[]
  from: string
  until: string
}

export const NEW_WINDOW: WindowDraft = { days: [6, 7], from: '', until: '' }

/** The platform takes no more. */
export const MOST_WINDOWS = 20

const DAY_MINUTES = 24 * 60

/** Minutes since midnight. What is no time goes as null, and the platform says so at its field. */
function minuteOf(clock: string): number {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(clock) ?? []
  return Number(hours) * 60 + Number(minutes)
}

/** Midnight at the end is that of the same day. */
export const windowsOf = (drafts: readonly WindowDraft[]): RewardCampaignWindowInput[] =>
  drafts.map(({ days, from, until }) => ({
    days: days.toSorted((one, other) => one - other),
    from: minuteOf(from),
    until: minuteOf(until) === 0 ? DAY_MINUTES : minuteOf(until),
  }))

/** What a field of day and time says, by the clocks of a zone. Empty where it says nothing, or the zone is none: the platform says what is wrong. */
export function momentIn(timeZone: string, typed: string): string {
  const [day = '', clock] = typed.split('T')
  // `Date` makes a day of half a one, too.
  if (clock === undefined) return ''
  try {
    return instantIn(timeZone, day, clock).toISOString()
  } catch {
    return ''
  }
}
