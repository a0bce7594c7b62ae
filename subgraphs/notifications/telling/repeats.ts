import type { Repeat } from '#lib/work/repeat.ts'
import type { Services } from '../context.ts'
import { remindOfMeetups } from './meetup.handler.ts'

/** What nobody says and time alone brings. */
export const repeats = (services: Services): readonly Repeat[] => [
  { what: 'reminding of meetups', everyMs: services.config.sweepMs, task: () => remindOfMeetups(services) },
]
