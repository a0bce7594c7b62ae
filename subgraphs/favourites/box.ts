import { boxConfig } from '#box/config.ts'
import { defineBox } from '#box/define.ts'
import { learnConnection, learnStation, learnStatus } from './availability.handler.ts'
import { builder } from './builder.ts'
import type { Context, Services } from './context.ts'
import { createLoaders } from './loaders.ts'
import { past } from './past.ts'
import { person } from './person.ts'
import './favourite.schema.ts'

/** Drivers' favourite stations: notes, live availability, and word of one that becomes free. */
export const box = defineBox<Services, Context['loaders']>({
  name: 'favourites',
  config: boxConfig('favourites', {}),
  past,
  person,
  builder,
  loaders: ({ db }, caller) => createLoaders(db, caller),
  consumers: {
    'stations.station.saved': learnStation,
    'ocpp.charge-point.connected': (trx, event) => learnConnection(trx, event, true),
    'ocpp.charge-point.disconnected': (trx, event) => learnConnection(trx, event, false),
    'ocpp.connector.status-changed': learnStatus,
  },
})

if (import.meta.main) await box.run()
