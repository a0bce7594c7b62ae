import type { RequestListener } from 'node:http'
import { prune } from '#db/prune.ts'
import { defineBox } from '#box/define.ts'
import { advanceAnnouncements } from './announcements/announcement.handler.ts'
import { ANNOUNCEMENT_LIMITS } from './announcements/limits.ts'
import { bothHear } from './both-hear.ts'
import { builder } from './builder.ts'
import { openChannels } from './channels.ts'
import { notificationsConfig } from './config.ts'
import type { Context, Services } from './context.ts'
import { forgetDevices } from './devices/login.handler.ts'
import { pruneEnded } from './devices/login.queries.ts'
import { foldTally } from './figures/figure.queries.ts'
import { createLoaders } from './loaders.ts'
import { lettering } from './mail/consumers.ts'
import { mailLetters } from './mail/letter.handler.ts'
import { openMailing } from './mail/open.ts'
import { person } from './person.ts'
import { learnPreferences } from './preferences/preference.handler.ts'
import { isPublic, publicListener } from './public.ts'
import { openSenders } from './push/senders.ts'
import { SPENT } from './retention.ts'
import { startSender } from './sending/sender.ts'
import { openTexting } from './sms/open.ts'
import { pruneSms } from './sms/prune.queries.ts'
import { telling } from './telling/consumers.ts'
import { pruneTelling } from './telling/prune.queries.ts'
import { repeats } from './telling/repeats.ts'
import './announcements/announcement.schema.ts'
import './devices/device.schema.ts'
import './figures/figure.schema.ts'
import './inbox/inbox.schema.ts'
import './mail/preview.schema.ts'
import './phone/phone.schema.ts'
import './preferences/pace.schema.ts'

/** How often what became of deliveries is added up, and how many rows of it at once. */
const [FOLD_MS, FOLDED_AT_ONCE] = [2_000, 5_000]

export interface Public {
  /** The graph at `/graphql`, and what is public at its own paths. */
  listener: RequestListener
  /** Only what is public, for a port that is open to everybody; whether a path is. */
  open: RequestListener
  opens: (url: string | undefined) => boolean
}

/** What people are told, in their inbox and by every channel that they want. */
export const box = defineBox<Services, Context['loaders'], Public>({
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
  loaders: ({ db }) => createLoaders(db),
  consumers: bothHear(
    { ...telling, 'accounts.preferences.saved': learnPreferences, 'accounts.login.ended': forgetDevices },
    lettering,
  ),
  repeats: (services) => [
    { what: 'sending', everyMs: services.config.sweepMs, task: services.sender.sweep },
    { what: 'mailing letters', everyMs: services.config.sweepMs, task: () => mailLetters(services) },
    { what: 'announcing', everyMs: ANNOUNCEMENT_LIMITS.everyMs, task: () => advanceAnnouncements(services) },
    { what: 'adding up deliveries', everyMs: FOLD_MS, task: () => foldTally(services.db, FOLDED_AT_ONCE) },
    ...repeats(services),
  ],
  prune: async ({ db }) => {
    await prune(db, 'notifications', SPENT)
    await pruneTelling(db)
    await pruneSms(db)
    await pruneEnded(db)
  },
  degraded: async ({ sender, push }) => ({
    channels:
      sender.silent().length + push.silent().length === 0
        ? null
        : `Nothing of use from the servers of ${[...sender.silent(), ...push.silent()].join(', ')}: they are away, or the settings are wrong. The log says why. It is tried again.`,
  }),
  open: (services, _stack, { listener }) => {
    // A box that has a builder has a graph.
    if (!listener) throw new Error('notifications serves a graph')
    const open = publicListener(services)
    const opens = (url: string | undefined) => isPublic(url, services.config.publicUrl)
    return { open, opens, listener: (request, response) => (opens(request.url) ? open : listener)(request, response) }
  },
})

if (import.meta.main) await box.run()
