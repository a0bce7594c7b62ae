import { sql } from 'kysely'
import { prune } from '#db/prune.ts'
import { daysAgo } from '#db/time.ts'
import { defineBox } from '#box/define.ts'
import { builder } from './builder.ts'
import { aimCharge, beginCharge, endCharge, hearAnswer, resumeCharge, suspendCharge } from './charge.handler.ts'
import { energyConfig } from './config.ts'
import type { Context, Services } from './context.ts'
import { ENERGY_LIMITS } from './limits.ts'
import { createLoaders } from './loaders.ts'
import { person } from './person.ts'
import { listenToMeters } from './meters.ts'
import { shareSites } from './sharing/sharing.handler.ts'
import { learnStation } from './station.handler.ts'
import './site.schema.ts'

const SPENT = {
  charge: sql`ended_at < ${daysAgo(ENERGY_LIMITS.keepEndedDays)}`,
  goal: sql`told_at < ${daysAgo(ENERGY_LIMITS.keepEndedDays)}`,
}

/** Sites whose chargers share one grid connection: who may draw how much, told to chargers as charging profiles. */
export const box = defineBox<Services, Context['loaders']>({
  name: 'energy',
  config: energyConfig,
  services: ({ bus }, _overrides, stack) => ({ meters: stack.use(listenToMeters(bus)) }),
  person,
  builder,
  loaders: ({ db }) => createLoaders(db),
  consumers: {
    'stations.station.saved': learnStation,
    'ocpp.transaction.started': (trx, { data }) => beginCharge(trx, data),
    'ocpp.transaction.suspended': (trx, { data }) => suspendCharge(trx, data),
    'ocpp.transaction.resumed': (trx, { data }) => resumeCharge(trx, data),
    'ocpp.transaction.ended': (trx, { data }) => endCharge(trx, data),
    'ocpp.charge-point-command.changed': hearAnswer,
    'charging.target.changed': (trx, { data }) => aimCharge(trx, data),
  },
  repeats: (services) => [{ what: 'sharing', everyMs: services.config.shareMs, task: () => shareSites(services) }],
  prune: ({ db }) => prune(db, 'energy', SPENT),
})

if (import.meta.main) await box.run()
