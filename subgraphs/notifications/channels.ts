import type { Config } from './config.ts'
import { mailChannel, type Mailing } from './mail/channel.ts'
import type { Channel, Channels } from './sending/channel.ts'

/** The channels, each as far as it is set up. */
export const openChannels = (_config: Config, mailing: Mailing | null): Channels => {
  const all: readonly Channel[] = [mailChannel(mailing)]
  return new Map(all.map((channel) => [channel.name, channel]))
}
