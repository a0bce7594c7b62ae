import { mailChannel, type Mailing } from './mail/channel.ts'
import { createPushChannel } from './push/channel.ts'
import type { Senders } from './push/senders.ts'
import { wordsOf } from './push/words.ts'
import type { Channel, Channels } from './sending/channel.ts'
import type { Db } from './tables.ts'

/** The channels, each as far as it is set up. */
export const openChannels = ({ db, mailing, push }: { db: Db; mailing: Mailing | null; push: Senders }): Channels => {
  const all: readonly Channel[] = [mailChannel(mailing), createPushChannel({ db, senders: push, words: wordsOf })]
  return new Map(all.map((channel) => [channel.name, channel]))
}
