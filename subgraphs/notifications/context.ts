import type { BoxServices, RequestContext } from '#box/context.ts'
import type { Config } from './config.ts'
import type { Loaders } from './loaders.ts'
import type { Mailing } from './mail/channel.ts'
import type { Senders } from './push/senders.ts'
import type { Channels } from './sending/channel.ts'
import type { Sender } from './sending/sender.ts'
import type { Texting } from './sms/open.ts'
import type { NotificationsTables } from './tables.ts'

export type Services = BoxServices<NotificationsTables, Config> & {
  channels: Channels
  /** What sends mails; null: nothing does. */
  mailing: Mailing | null
  sender: Sender
  /** What sends pushes. */
  push: Senders
  /** What sends SMS; null: nothing does. */
  texting: Texting | null
}
export type Context = RequestContext<Services, Loaders>
