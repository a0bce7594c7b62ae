import { sql } from 'kysely'
import { prune } from '#db/prune.ts'
import { daysAgo } from '#db/time.ts'
import { defineBox } from '#box/define.ts'
import { bothHear } from './both-hear.ts'
import { builder } from './builder.ts'
import { openChannels } from './channels.ts'
import { notificationsConfig } from './config.ts'
import type { Services } from './context.ts'
import { lettering } from './mail/consumers.ts'
import { mailLetters } from './mail/letter.handler.ts'
import { MAIL_LIMITS } from './mail/limits.ts'
import { openMailing } from './mail/open.ts'
import { person } from './person.ts'
import { learnPreferences } from './preferences/preference.handler.ts'
import { openSenders } from './push/senders.ts'
import { startSender } from './sending/sender.ts'
import { openTexting } from './sms/open.ts'
import { pruneSms } from './sms/prune.queries.ts'
import { telling } from './telling/consumers.ts'
import { pruneTelling } from './telling/prune.queries.ts'
import { repeats } from './telling/repeats.ts'
import './devices/device.schema.ts'
import './notification.schema.ts'
import './phone/phone.schema.ts'

/** What people are told, in their inbox and by every channel that they want. */
export const box = defineBox<Services>({
  name: 'notifications',
  config: notificationsConfig,
  services: async ({ db, config, log }, overrides, stack) => {
    const mailing = overrides.mailing === undefined ? openMailing(config, stack) : overrides.mailing
    const push = overrides.push ?? openSenders(config, log, stack)
    const texting = overrides.texting === undefined ? openTexting(config) : overrides.texting
    const channels = overrides.channels ?? openChannels({ db, mailing, push, texting })
    const sender = overrides.sender ?? stack.use(await startSender({ db, channels, log, url: config.databaseUrl }))
    return { mailing, push, texting, channels, sender }
  },
  person,
  builder,
  consumers: bothHear({ ...telling, 'accounts.preferences.saved': learnPreferences }, lettering),
  repeats: (services) => [
    { what: 'sending', everyMs: services.config.sweepMs, task: services.sender.sweep },
    { what: 'mailing letters', everyMs: services.config.sweepMs, task: () => mailLetters(services) },
    ...repeats(services),
  ],
  prune: async ({ db }) => {
    await pruneTelling(db)
    await pruneSms(db)
    await prune(db, 'notifications', { letter: sql`created_at < ${daysAgo(MAIL_LIMITS.keepLetterDays)}` })
  },
  degraded: async ({ sender }) => ({
    channels:
      sender.silent().length === 0
        ? null
        : `Nothing of use from the servers of ${sender.silent().join(', ')}: they are away, or the settings are wrong. The log says why. It is tried again.`,
  }),
})

if (import.meta.main) await box.run()
