import { builder } from './builder.ts'
import type { MeetupStatus } from './tables.ts'

export const StatusRef = builder.enumType('MeetupStatus', {
  description: 'What a meetup is now.',
  values: {
    UPCOMING: { description: 'Ahead.' },
    LIVE: { description: 'On: one can check in.' },
    DONE: { description: 'Over.' },
    CANCELLED: { description: 'Called off by its host.' },
  } as const satisfies Record<MeetupStatus, object>,
})
