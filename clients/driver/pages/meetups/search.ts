import type { DeedTask, MeetupStatus } from '../../generated/graphql.ts'

export const WHICH = ['all', 'joined', 'mine'] as const
export const MEETUP_STATUSES = ['UPCOMING', 'LIVE', 'DONE', 'CANCELLED'] as const satisfies readonly MeetupStatus[]
export const TASKS = [
  'TREE_PLANTING',
  'LITTER_CLEAN_UP',
  'RECYCLING',
  'CYCLING',
  'PUBLIC_TRANSPORT',
  'EV_CHARGING',
] as const satisfies readonly DeedTask[]

/** Which meetups are shown: the address of the page. */
export interface MeetupsSearch {
  which?: (typeof WHICH)[number] | undefined
  status?: MeetupStatus | 'any' | undefined
  task?: DeedTask | undefined
}

export function meetupsSearch({ which, status, task }: Record<string, unknown>): MeetupsSearch {
  // Named even where they are not known: what is left out stays as it was in the address.
  return {
    which: WHICH.find((each) => each === which),
    status: ([...MEETUP_STATUSES, 'any'] as const).find((each) => each === status),
    task: TASKS.find((each) => each === task),
  }
}
