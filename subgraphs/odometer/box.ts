import { boxConfig } from '#box/config.ts'
import { defineBox } from '#box/define.ts'
import { builder } from './builder.ts'
import type { Context, Services } from './context.ts'
import { forgetPhotos, takeDecision, takeVerdict } from './deciding/verdict.handler.ts'
import { ODOMETER_LIMITS } from './limits.ts'
import { createLoaders } from './loaders.ts'
import { past } from './past.ts'
import { person } from './person.ts'
import { forgetVehicle, learnCharge, learnVehicle } from './projection.handler.ts'
import { createTotals } from './standing/totals.ts'
import './upload.schema.ts'
import './vehicle.schema.ts'
import './standing/standing.schema.ts'

/** Readings from photos, the kilometres they add up to, leaderboards. */
export const box = defineBox<Services, Context['loaders']>({
  name: 'odometer',
  config: boxConfig('odometer', {}),
  services: ({ db }) => ({ totals: createTotals(db, ODOMETER_LIMITS.totalsMs) }),
  past,
  person,
  builder,
  loaders: ({ db }) => createLoaders(db),
  consumers: {
    'accounts.vehicle.saved': learnVehicle,
    'accounts.vehicle.removed': forgetVehicle,
    'charging.session.completed': learnCharge,
    'verification.photo.judged': takeVerdict,
    'verification.review.decided': takeDecision,
    'verification.photos.erased': forgetPhotos,
  },
})

if (import.meta.main) await box.run()
