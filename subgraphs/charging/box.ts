import { sql } from 'kysely'
import { defineBox } from '#box/define.ts'
import { LIMITS } from '#lib/limits.ts'
import { observed } from '#lib/metrics.ts'
import { builder } from './builder.ts'
import { acceptCommand, expireStarts, failCommand } from './transactions/command.handler.ts'
import { chargingConfig } from './config.ts'
import type { Context, Services } from './context.ts'
import { expireCorrections } from './corrections/correction.handler.ts'
import { countStanding } from './standing/standing.handler.ts'
import { saveGuest } from './holds/guest.queries.ts'
import { learnHold } from './holds/hold.handler.ts'
import { saveProviders, saveStanding } from './holds/hold.queries.ts'
import { watchIdle } from './idle/idle.handler.ts'
import { pruneIdle } from './idle/idle.queries.ts'
import { createLoaders } from './loaders.ts'
import { makePartitions } from './metering/meter-value-age.queries.ts'
import { CHARGING_LIMITS } from './limits.ts'
import { past } from './past.ts'
import { person } from './person.ts'
import { removeVehicle, saveVehicle } from './projection.queries.ts'
import { learnConnection, learnIdToken, learnStation, learnStatus, learnTariff, mendSessions } from './projection.handler.ts'
import { learnMeterKey } from './signed/signed.handler.ts'
import { pruneCharging } from './retention.ts'
import { learnSlot, watchSlots } from './slots/slot.handler.ts'
import { watchLimits } from './transactions/limit.handler.ts'
import { endTransaction } from './transactions/transaction-end.handler.ts'
import { meterTransactions } from './transactions/metered.handler.ts'
import { beginTransaction, resumeTransaction, suspendTransaction } from './transactions/transaction.handler.ts'
import './billing/cdr.schema.ts'
import './billing/quote.schema.ts'
import './corrections/correction.schema.ts'
import './history/statistics.schema.ts'
import './history/use.schema.ts'
import './live/progress.schema.ts'
import './live/session-limit.schema.ts'
import './live/session-view.schema.ts'
import './metering/meter-value.schema.ts'
import './records/record-list.schema.ts'
import './reference.schema.ts'
import './lists/session-list.schema.ts'
import './session.schema.ts'
import './signed/signed.schema.ts'
import './slots/slot.schema.ts'

/** Sessions, meter values, charge detail records, and the commands to chargers. */
export const box = defineBox<Services, Context['loaders']>({
  name: 'charging',
  config: chargingConfig,
  past,
  person,
  sandbox: true,
  builder,
  loaders: ({ db }) => createLoaders(db),
  consumers: {
    'ocpp.command.accepted': (trx, { data }, { config }) => acceptCommand(trx, data, config),
    'ocpp.command.failed': (trx, { data }) => failCommand(trx, data),
    'ocpp.transaction.started': (trx, { data }, { config }) => beginTransaction(trx, data, config),
    'ocpp.transaction.metered': { together: (trx, events, { config }) => meterTransactions(trx, events, config) },
    'ocpp.transaction.suspended': (trx, { data }, { config }) => suspendTransaction(trx, data, config),
    'ocpp.transaction.resumed': (trx, { data }, { config }) => resumeTransaction(trx, data, config),
    'ocpp.transaction.ended': (trx, { data }, { config }) => endTransaction(trx, data, config),
    'ocpp.charge-point.connected': (trx, event) => learnConnection(trx, event, true),
    'ocpp.charge-point.disconnected': (trx, event) => learnConnection(trx, event, false),
    'ocpp.connector.status-changed': learnStatus,
    'stations.station.saved': (trx, event, { config }) => learnStation(trx, event, config),
    'stations.meter-key.saved': (trx, { data }, { config }) => learnMeterKey(trx, data, config),
    'stations.tariff.saved': (trx, event, { config }) => learnTariff(trx, event, config),
    'accounts.id-token.issued': learnIdToken,
    'accounts.user.registered': async (trx, { data }) => void (await saveGuest(trx, data)),
    'accounts.vehicle.saved': async (trx, { data }) => void (await saveVehicle(trx, data)),
    'payments.hold.changed': (trx, event, { config }) => learnHold(trx, event, config),
    'payments.standing.changed': async (trx, event) => void (await saveStanding(trx, event)),
    'payments.providers.changed': async (trx, event) => void (await saveProviders(trx, event)),
    'reservations.reservation.changed': (trx, { data }) => learnSlot(trx, data),
    'accounts.vehicle.removed': async (trx, { data }) => void (await removeVehicle(trx, data.vehicleId)),
  },
  repeats: (services) => [
    { what: 'giving up starts', everyMs: services.config.sweepMs, task: () => expireStarts(services) },
    { what: 'mending sessions', everyMs: services.config.sweepMs, task: () => mendSessions(services) },
    { what: 'closing corrections that nobody decided', everyMs: services.config.sweepMs, task: () => expireCorrections(services) },
    { what: 'billing who stands there after the charge', everyMs: services.config.sweepMs, task: () => countStanding(services) },
    { what: 'watching what was blocked for sessions', everyMs: services.config.sweepMs, task: () => watchLimits(services) },
    { what: 'watching slots', everyMs: services.config.sweepMs, task: () => watchSlots(services) },
    { what: 'watching who stands and takes nothing', everyMs: services.config.sweepMs, task: () => watchIdle(services) },
    { what: 'making room for meter values', everyMs: LIMITS.database.pruneMs, task: () => makePartitions(services.db) },
  ],
  prune: ({ db }) => Promise.all([pruneCharging(db), pruneIdle(db)]),
  graphConnections: CHARGING_LIMITS.connectionsForGraph,
  gauges: ({ db }) => {
    const count = sql<string>`count(*)`.as('count')
    const active = db.selectFrom('session').where('status', '=', 'ACTIVE').select(count)
    const held = db.selectFrom('session').where('held', '=', true).where('status', '=', 'COMPLETED').select(count)
    return [
      observed('evergraph_charging_sessions_active', 'Sessions that charge now.', {}, async () =>
        Number((await active.executeTakeFirstOrThrow()).count),
      ),
      observed('evergraph_charging_sessions_held', 'Ended sessions that wait for a person before they are billed.', {}, async () =>
        Number((await held.executeTakeFirstOrThrow()).count),
      ),
    ]
  },
})

if (import.meta.main) await box.run()
