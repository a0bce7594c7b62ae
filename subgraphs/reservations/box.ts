import { sql } from 'kysely'
import { prune } from '#db/prune.ts'
import { saveTariff } from '#db/tariff-version.ts'
import { daysAgo } from '#db/time.ts'
import { boxConfig } from '#box/config.ts'
import { defineBox } from '#box/define.ts'
import { env } from '#lib/config.ts'
import { saveGuest } from './booking/guest.queries.ts'
import { savePayer } from './booking/slot.queries.ts'
import { builder } from './builder.ts'
import { past } from './past.ts'
import { LIFECYCLE_LIMITS } from './lifecycle/limits.ts'
import { noteAsked, noteBegun, noteEnded, noteFailed } from './lifecycle/presence.handler.ts'
import { SELDOM, STEPS } from './lifecycle/steps.ts'
import { createSweep } from './lifecycle/sweep.handler.ts'
import { thenTroubles } from './lifecycle/trouble.ts'
import { giveRestBack, hearCharger, hearUsed } from './lifecycle/word.handler.ts'
import { person } from './person.ts'
import { learnConnection, learnStation, learnStatus } from './places/place.handler.ts'
import './fees/fee.schema.ts'
import type { Context, Services } from './context.ts'
import { createLoaders } from './loaders.ts'
import './booking/booking.schema.ts'
import './calendar/block.schema.ts'
import './calendar/calendar.schema.ts'
import './reservations.schema.ts'
import './terms/terms.schema.ts'
import { wakeAll } from './waitlist/due.queries.ts'
import { WAITLIST_LIMITS } from './waitlist/limits.ts'
import { createOffering, offerSome } from './waitlist/offer.handler.ts'
import './waitlist/waitlist.schema.ts'

const OLD = daysAgo(LIFECYCLE_LIMITS.keepDays)
const SPENT = {
  trouble: sql`ended_at < ${OLD}`,
  presence: sql`coalesce(ended_at, CASE WHEN transaction_id IS NULL THEN waits_until END) < ${OLD}`,
}

/** Slots at chargers: booked, held, used or not, and what is owed for them. */
export const box = defineBox<Services, Context['loaders']>({
  name: 'reservations',
  config: boxConfig('reservations', { RESERVATIONS_SWEEP_MS: env.milliseconds(1_000) }),
  person,
  builder,
  past,
  services: ({ db }) => ({ offerAt: (stationId) => offerSome({ db }, stationId) }),
  loaders: ({ db }, caller) => createLoaders(db, caller),
  consumers: {
    'accounts.user.registered': async (trx, { data }) => void (await saveGuest(trx, data)),
    'stations.station.saved': learnStation,
    'ocpp.charge-point.connected': thenTroubles((trx, event) => learnConnection(trx, event, true)),
    'ocpp.charge-point.disconnected': thenTroubles((trx, event) => learnConnection(trx, event, false)),
    'ocpp.connector.status-changed': thenTroubles(learnStatus),
    'ocpp.reservation.changed': (trx, { data }) => hearCharger(trx, data),
    'ocpp.transaction.started': (trx, { data }) => noteBegun(trx, data),
    'ocpp.transaction.ended': (trx, { data }) => noteEnded(trx, data),
    'charging.start.requested': (trx, { data }) => noteAsked(trx, data),
    'charging.session.failed': (trx, { data }) => noteFailed(trx, data),
    'charging.reservation.used': (trx, { data }) => hearUsed(trx, data),
    'charging.session.completed': (trx, { data }) => giveRestBack(trx, data),
    'stations.tariff.saved': (trx, { data }) => saveTariff(trx, data),
    'payments.standing.changed': async (trx, { data, position = 0 }) =>
      void (await savePayer(trx, data.userId, data.standing, position)),
  },
  repeats: (services) => [
    { what: 'doing what is due with slots', everyMs: services.config.sweepMs, task: createSweep(services, STEPS) },
    { what: 'offering what is free', everyMs: services.config.sweepMs, task: createOffering(services) },
    { what: 'looking again for who waits', everyMs: WAITLIST_LIMITS.lookMs, task: () => wakeAll(services.db) },
    { what: 'leaving what is retired', everyMs: LIFECYCLE_LIMITS.retiredMs, task: createSweep(services, SELDOM) },
  ],
  prune: ({ db }) => prune(db, 'reservations', SPENT),
})

if (import.meta.main) await box.run()
