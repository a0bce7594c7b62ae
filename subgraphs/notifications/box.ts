import { defineBox } from '#box/define.ts'
import { builder } from './builder.ts'
import { openChannels } from './channels.ts'
import { notificationsConfig } from './config.ts'
import type { Services } from './context.ts'
import { openMailing } from './mail/open.ts'
import { person } from './person.ts'
import { telling } from './telling/consumers.ts'
import './notification.schema.ts'

/** What people are told, in their inbox and by every channel that they want. */
export const box = defineBox<Services>({
  name: 'notifications',
  config: notificationsConfig,
  services: ({ config }, overrides, stack) => {
    const mailing = overrides.mailing === undefined ? openMailing(config, stack) : overrides.mailing
    return { mailing, channels: overrides.channels ?? openChannels(config, mailing) }
  },
  person,
  builder,
  consumers: { ...telling },
})

if (import.meta.main) await box.run()
