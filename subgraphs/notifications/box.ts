import { boxConfig } from '#box/config.ts'
import { defineBox } from '#box/define.ts'
import { builder } from './builder.ts'
import type { Services } from './context.ts'
import { person } from './person.ts'
import './notification.schema.ts'

/** What people are told, in their inbox and by every channel that they want. */
export const box = defineBox<Services>({
  name: 'notifications',
  config: boxConfig('notifications', {}),
  person,
  builder,
})

if (import.meta.main) await box.run()
