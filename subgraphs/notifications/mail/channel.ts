import type { KeyObject } from 'node:crypto'
import { openContact } from '#lib/mail/contact.ts'
import type { Config } from '../config.ts'
import type { Kind } from '../kinds.ts'
import type { Channel } from '../sending/channel.ts'
import { clean } from '../templates/values.ts'
import { isAddress, messageId } from './address.ts'
import { DEAD } from './answer.ts'
import type { Transport } from './transport.ts'
import { writeMail } from './write.ts'

/** Of these accounts writes letters, to the addresses that they are for: before and after a change there are two. */
const BY_LETTER: ReadonlySet<Kind> = new Set(['NEW_SIGN_IN', 'EMAIL_CHANGED', 'PAYOUT_ACCOUNT_CHANGED'])

/** What mails are made with. */
export interface Mailing {
  transport: Transport
  /** Opens letters and contacts. */
  privateKey: KeyObject
  linkSecret: string
  config: Pick<Config, 'mailFrom' | 'clientUrl' | 'publicUrl'>
}

/** Mails of what people are told. Null: nothing is set up that could send them. `dead` is told of addresses that take nothing. */
export const mailChannel = (
  mailing: Mailing | null,
  dead: (userId: string, addressHash: string | null) => Promise<void>,
): Channel => ({
  name: 'EMAIL',
  ready: mailing !== null,
  send: async (message, signal) => {
    if (mailing === null) return { state: 'SUPPRESSED', reason: 'NOT_SET_UP' }
    const { transport, privateKey, linkSecret, config } = mailing
    if (message.items.every(({ kind }) => BY_LETTER.has(kind))) return { state: 'SUPPRESSED', reason: 'BY_LETTER' }
    const { contact } = message
    if (contact?.contact == null) return { state: 'SUPPRESSED', reason: 'NO_ADDRESS' }
    const opened = await openContact(privateKey, contact.contact).catch(() => null)
    // Sealed for a key of before or after this one: accounts says it anew. The mail server has no part in it, and is not to be left alone for it.
    if (opened === null) return { state: 'LATER', reason: 'CONTACT_UNREADABLE' }
    const { email, name } = opened
    if (!isAddress(email)) return { state: 'SUPPRESSED', reason: 'NO_ADDRESS' }
    const reader = { name, locale: contact.locale, timeZone: contact.time_zone }
    const sent = await transport.send(
      {
        id: message.id,
        messageId: messageId(linkSecret, message.id, email, addressOf(config.mailFrom)),
        from: config.mailFrom,
        to: { name: name === null ? '' : clean(name), address: email },
        ...writeMail({ ...config, linkSecret }, message, reader),
      },
      signal,
    )
    if (sent.state === 'BOUNCED' && sent.reason === DEAD) await dead(message.userId, contact.address_hash)
    return sent
  },
})

/** The address of "Evergraph <mail@example.org>". */
export const addressOf = (from: string): string => /<([^<>]+)>$/.exec(from)?.[1] ?? from
