import type { Channel, Message, Sent } from '../sending/channel.ts'
import type { Db } from '../tables.ts'
import { countSms } from './count.queries.ts'
import { SMS_LIMITS } from './limits.ts'
import type { Texting } from './open.ts'
import { firstCharacters } from '../push/fit.ts'
import { findPhone } from './phone.queries.ts'
import type { SmsAnswer } from './twilio.ts'

/** Sends SMS, to numbers alone that their users have proven to have. */
export function createSmsChannel(given: {
  db: Db
  texting: Texting | null
  words: (message: Message) => { title: string; body: string }
}): Channel {
  const { db, texting, words } = given
  return {
    name: 'SMS',
    ready: texting !== null,
    async send(message) {
      if (texting === null) return { state: 'SUPPRESSED', reason: 'CHANNEL_OFF' }
      const { twilio, secret, countries, callbackUrl } = texting
      const phone = await findPhone(db, message.userId)
      if (!phone) return { state: 'SUPPRESSED', reason: 'NO_PHONE' }
      if (!countries.has(phone.country)) return { state: 'SUPPRESSED', reason: 'COUNTRY_NOT_SERVED' }
      const to = secret.open(message.userId, phone.number)
      const { title, body: text } = words(message)
      const sms = { to, body: firstCharacters(`${title}. ${text}`, SMS_LIMITS.characters), callback: callbackUrl(message.id) }
      // An earlier try may have been sent without an answer. Twilio knows no key by which a second one would be the same.
      const sent = message.tries > 0 ? await twilio.find(sms, message.items[0].createdAt) : null
      if (sent !== null) return { state: 'SENT', externalId: sent }
      const user = secret.hash(message.userId).toString('base64url')
      const number = phone.number_hash.toString('base64url')
      const reached = await countSms(db, { id: message.id, purpose: 'TELL', user, number, country: phone.country })
      if (reached !== null) return { state: 'SUPPRESSED', reason: `SMS_LIMIT_${reached}` }
      return outcomeOf(await twilio.send(sms))
    },
  }
}

function outcomeOf(answer: SmsAnswer): Sent {
  switch (answer.state) {
    case 'TAKEN':
      return { state: 'SENT', externalId: answer.sid }
    case 'UNREACHABLE':
      return { state: 'BOUNCED', reason: answer.reason }
    case 'REFUSED':
      return { state: 'FAILED', reason: answer.reason }
    case 'LATER':
      return { state: 'LATER', reason: answer.reason, ...(answer.afterMs !== null && { afterMs: answer.afterMs }) }
  }
}
