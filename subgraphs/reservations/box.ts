import { boxConfig } from '#box/config.ts'
import { defineBox } from '#box/define.ts'
import { savePayer } from './booking/slot.queries.ts'
import { builder } from './builder.ts'
import { saveTariff } from './fees/fee.queries.ts'
import { past } from './past.ts'
import { person } from './person.ts'
import { learnConnection, learnStation, learnStatus } from './places/place.handler.ts'
import './fees/fee.schema.ts'
import type { Context, Services } from './context.ts'
import { createLoaders } from './loaders.ts'
import './booking/booking.schema.ts'
import './reservations.schema.ts'
import './terms/terms.schema.ts'

/** Slots at chargers: booked, held, used or not, and what is owed for them. */
export const box = defineBox<Services, Context['loaders']>({
  name: 'reservations',
  config: boxConfig('reservations', {}),
  person,
  builder,
  past,
  loaders: ({ db }, caller) => createLoaders(db, caller),
  consumers: {
    'stations.station.saved': async (trx, event) => void (await learnStation(trx, event)),
    'ocpp.charge-point.connected': (trx, event) => learnConnection(trx, event, true),
    'ocpp.charge-point.disconnected': (trx, event) => learnConnection(trx, event, false),
    'ocpp.connector.status-changed': async (trx, event) => void (await learnStatus(trx, event)),
    'stations.tariff.saved': async (trx, { data }) => void (await saveTariff(trx, data)),
    'payments.standing.changed': async (trx, { data, position = 0 }) =>
      void (await savePayer(trx, data.userId, data.standing, position)),
  },
})

if (import.meta.main) await box.run()
