import { defineBox } from '#box/define.ts'
import { prune } from '#db/prune.ts'
import { sql } from 'kysely'
import { reportBoot, reportConnection, reportStatus } from './availability.handler.ts'
import { builder } from './builder.ts'
import { takePassword } from './password.handler.ts'
import { stationsConfig } from './config.ts'
import type { Context, Services } from './context.ts'
import { createLoaders } from './loaders.ts'
import { STATIONS_LIMITS } from './limits.ts'
import { past } from './past.ts'
import { person } from './person.ts'
import './connector.schema.ts'
import './equipment/equipment.schema.ts'
import './faults/fault.schema.ts'
import './guests/guest.schema.ts'
import './links/charge-link.schema.ts'
import './meter-key/meter-key.schema.ts'
import './search/search.schema.ts'
import './station.schema.ts'
import './tariff/tariff-list.schema.ts'
import './tariff/tariff-preview.schema.ts'
import './tariff/tariff.schema.ts'
import './uptime/uptime.schema.ts'
import './watch/watch.schema.ts'

/** Stations, their EVSEs and connectors, tariffs, availability. */
export const box = defineBox<Services, Context['loaders']>({
  name: 'stations',
  config: stationsConfig,
  past,
  person,
  sandbox: true,
  builder,
  loaders: ({ db }, caller) => createLoaders(db, caller),
  prune: ({ db }) => prune(db, 'stations', { connector_day: sql`day < current_date - ${STATIONS_LIMITS.uptimeDays}::integer` }),
  consumers: {
    'ocpp.charge-point.booted': reportBoot,
    'ocpp.charge-point.password-taken': takePassword,
    'ocpp.charge-point.connected': (trx, event) => reportConnection(trx, event, true),
    'ocpp.charge-point.disconnected': (trx, event) => reportConnection(trx, event, false),
    'ocpp.connector.status-changed': reportStatus,
  },
})

if (import.meta.main) await box.run()
