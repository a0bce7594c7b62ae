import { mailChannel, type Mailing } from './mail/channel.ts'
import { addressIsDead } from './mail/dead-address.ts'
import { createPushChannel } from './push/channel.ts'
import type { Senders } from './push/senders.ts'
import { wordsOf } from './push/words.ts'
import type { Channel, Channels } from './sending/channel.ts'
import { createSmsChannel } from './sms/channel.ts'
import type { Texting } from './sms/open.ts'
import type { Db } from './tables.ts'

/** The channels, each as far as it is set up. */
export const openChannels = ({
  db,
  mailing,
  push,
  texting,
}: {
  db: Db
  mailing: Mailing | null
  push: Senders
  texting: Texting | null
}): Channels => {
  const all: readonly Channel[] = [
    mailChannel(mailing, (userId, hash) => db.transaction().execute((trx) => addressIsDead(trx, userId, hash))),
    createPushChannel({ db, senders: push, words: wordsOf }),
    createSmsChannel({ db, texting, words: wordsOf }),
  ]
  return new Map(all.map((channel) => [channel.name, channel]))
}
