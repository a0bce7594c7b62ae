import type { Repeat } from '#lib/work/repeat.ts'
import type { Services } from '../context.ts'
import { remindOfMeetups } from './meetup.handler.ts'
import { tellOutages } from './outage.handler.ts'
import { tellReviewers } from './review.handler.ts'

/** What nobody says and time alone brings. */
export const repeats = (services: Services): readonly Repeat[] => [
  { what: 'reminding of meetups', everyMs: services.config.sweepMs, task: () => remindOfMeetups(services) },
  { what: 'telling of chargers that are away', everyMs: services.config.sweepMs, task: () => tellOutages(services) },
  { what: 'telling reviewers', everyMs: services.config.sweepMs, task: () => tellReviewers(services) },
]
