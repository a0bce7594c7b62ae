import { boxConfig } from '#box/config.ts'
import { defineBox } from '#box/define.ts'
import { builder } from './builder.ts'
import { endKeysOfFormer } from './client/former-partner.handler.ts'
import type { Context, Services } from './context.ts'
import { createLoaders } from './loaders.ts'
import { person } from './person.ts'
import { prunePartners } from './retention.ts'
import './client/client.schema.ts'
import './client/key.schema.ts'
import './gateway/gateway.schema.ts'
import './manifest/manifest.schema.ts'
import './manifest/manifest-mutation.schema.ts'
import './usage/report.schema.ts'
import './usage/usage.schema.ts'

/** Partners' programs: their keys, what they may do, and the operations that they may send. */
export const box = defineBox<Services, Context['loaders']>({
  name: 'partners',
  config: boxConfig('partners', {}),
  person,
  builder,
  loaders: ({ db }) => createLoaders(db),
  prune: ({ db }) => prunePartners(db),
  consumers: { 'accounts.user.changed-access': endKeysOfFormer },
})

if (import.meta.main) await box.run()
