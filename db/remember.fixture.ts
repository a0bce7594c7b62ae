import type { EventName } from '#lib/events.ts'
import { createLog } from '#lib/log.ts'
import type { Handler } from './handling.ts'
import { emit, type MessagingTables } from './outbox.ts'

export type TestHandlers = { readonly [Name in EventName]?: Handler<Record<string, never>, MessagingTables, Name> }

export const log = createLog('test', { level: 'silent' })

/** Remembers in the consumer's own database what had an effect, as a real handler would. */
export const remember = {
  'accounts.vehicle.removed': (trx, event) =>
    emit(trx, 'charging.session.updated', event.aggregateId, { sessionId: event.data.userId, userId: null }),
} satisfies TestHandlers
