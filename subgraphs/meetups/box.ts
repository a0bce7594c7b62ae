import { boxConfig } from '#box/config.ts'
import { defineBox } from '#box/define.ts'
import { env } from '#lib/config.ts'
import { builder } from './builder.ts'
import type { Context, Services } from './context.ts'
import { createLoaders } from './loaders.ts'
import { sweepMeetups } from './meetup-sweep.handler.ts'
import { past } from './past.ts'
import { person } from './person.ts'
import './meetup.schema.ts'

/** Where people meet to do good, who comes, and who was there. */
export const box = defineBox<Services, Context['loaders']>({
  name: 'meetups',
  // How often it looks for meetups that begin or end.
  config: boxConfig('meetups', { MEETUPS_SWEEP_MS: env.milliseconds(2_000) }),
  past,
  person,
  builder,
  loaders: ({ db }, caller) => createLoaders(db, caller),
  repeats: (services) => [{ what: 'sweeping', everyMs: services.config.sweepMs, task: () => sweepMeetups(services) }],
})

if (import.meta.main) await box.run()
