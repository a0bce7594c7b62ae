import { boxConfig } from '#box/config.ts'
import { defineBox } from '#box/define.ts'
import { env } from '#lib/config.ts'
import { builder } from './builder.ts'
import type { Context, Services } from './context.ts'
import { forgetPhotos, takeDecision, takeVerdict } from './verdict.handler.ts'
import { createLoaders } from './loaders.ts'
import { past } from './past.ts'
import { person } from './person/person.ts'
import { learnCharge, learnStation } from './projection.handler.ts'
import { sweepWaiting } from './waiting.handler.ts'
import './deed.schema.ts'
import './user.schema.ts'
import './task.schema.ts'
import './standing.schema.ts'

/** Eco-deeds, and what they add up to. */
export const box = defineBox<Services, Context['loaders']>({
  name: 'deeds',
  // How often it looks for deeds whose charging session has come, or did not come in time.
  config: boxConfig('deeds', { DEEDS_SWEEP_MS: env.milliseconds(2_000) }),
  past,
  person,
  builder,
  loaders: ({ db }) => createLoaders(db),
  consumers: {
    'stations.station.saved': learnStation,
    'charging.session.completed': learnCharge,
    'verification.photo.judged': takeVerdict,
    'verification.review.decided': takeDecision,
    'verification.photos.erased': forgetPhotos,
  },
  repeats: (services) => [{ what: 'sweeping', everyMs: services.config.sweepMs, task: () => sweepWaiting(services) }],
})

if (import.meta.main) await box.run()
