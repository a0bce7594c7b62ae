import type { EventEnvelope } from '#lib/events.ts'
import type { Trx } from '../tables.ts'
import { noteTroubles } from './trouble.queries.ts'

type Word = EventEnvelope<'ocpp.charge-point.connected' | 'ocpp.charge-point.disconnected' | 'ocpp.connector.status-changed'>

/** Notes after a word of a charger since when something is wrong there, when the word is learnt. By the database's clock, not the charger's. */
export const thenTroubles =
  <Event extends Word>(learn: (trx: Trx, event: Event) => Promise<unknown>) =>
  async (trx: Trx, event: Event): Promise<void> => {
    await learn(trx, event)
    await noteTroubles(trx, event.data.stationId, new Date(event.occurredAt))
  }
