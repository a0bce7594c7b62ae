import { builder } from './builder.ts'
import type { EventStatus } from './tables.ts'

export const StatusRef = builder.enumType('EventStatus', {
  description: 'What an event is now.',
  values: {
    UPCOMING: { description: 'Ahead.' },
    LIVE: { description: 'On: one can check in.' },
    DONE: { description: 'Over.' },
    CANCELLED: { description: 'Called off by its host.' },
  } as const satisfies Record<EventStatus, object>,
})
