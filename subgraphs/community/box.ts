import { boxConfig } from '#box/config.ts'
import { defineBox } from '#box/define.ts'
import { env } from '#lib/config.ts'
import { builder } from './builder.ts'
import { consumers } from './consumers.ts'
import type { Context, Services } from './context.ts'
import { createLoaders } from './loaders.ts'
import { sweep } from './sweep.ts'
import './deed.schema.ts'
import './user.schema.ts'
import './task.schema.ts'
import './standing.schema.ts'
import './event.schema.ts'

/** How often it looks for events that begin or end, and for deeds whose charging session has come or stays away. */
const config = boxConfig('community', { COMMUNITY_SWEEP_MS: env.milliseconds(2_000) })
type Whole = Services & { config: ReturnType<typeof config> }

/** Eco-deeds, what they add up to, and the events that people meet at. */
export const box = defineBox<Whole, Context['loaders']>({
  name: 'community',
  config,
  builder,
  loaders: ({ db }, caller) => createLoaders(db, caller),
  consumers,
  repeats: (services) => [{ what: 'sweeping', everyMs: services.config.sweepMs, task: () => sweep(services) }],
})

if (import.meta.main) await box.run()
