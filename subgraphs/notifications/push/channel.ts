import type { Channel, Message, Sent } from '../sending/channel.ts'
import type { Db, Device } from '../tables.ts'
import { deleteGone, devicesOf } from '../devices/device.queries.ts'
import type { Push, PushAnswer } from './answer.ts'
import { firstCharacters } from './fit.ts'
import { PUSH_LIMITS } from './limits.ts'
import type { Senders } from './senders.ts'

/** What a push says, by the channel's texts. */
export type PushWords = (message: Message) => { title: string; body: string }

/**
 * Pushes to all devices of a user that have a service here. It is sent where one took it: the rest is not tried again, or those that have it would
 * be told twice. Devices that are no more are removed.
 */
export function createPushChannel({ db, senders, words }: { db: Db; senders: Senders; words: PushWords }): Channel {
  return {
    name: 'PUSH',
    ready: (['WEB', 'FCM', 'APNS'] as const).some(senders.takes),
    async send(message) {
      const devices = (await devicesOf(db, message.userId)).filter(({ kind }) => senders.takes(kind))
      if (devices.length === 0) return { state: 'SUPPRESSED', reason: 'NO_DEVICE' }
      const push = pushOf(message, words)
      const answers = await Promise.all(devices.map(async (device) => ({ device, answer: await senders.send(push, device) })))
      await deleteGone(db, goneOf(answers))
      return together(answers.map(({ answer }) => answer))
    },
  }
}

const goneOf = (answers: readonly { device: Device; answer: PushAnswer }[]): Device[] =>
  answers.filter(({ answer }) => answer.state === 'GONE').map(({ device }) => device)

function pushOf(message: Message, words: PushWords): Push {
  const { title, body } = words(message)
  const [item, ...more] = message.items
  return {
    id: message.id,
    kind: more.length > 0 ? 'DIGEST' : item.kind,
    title: firstCharacters(title, PUSH_LIMITS.titleCharacters),
    body,
    link: more.length > 0 ? '/notifications' : item.link,
    urgency: message.urgency,
    ttlSeconds: PUSH_LIMITS.ttlSeconds[message.urgency],
  }
}

/** What became of a message, by what became of it at each device. */
function together(answers: readonly PushAnswer[]): Sent {
  const taken = answers.find((answer) => answer.state === 'TAKEN')
  if (taken) return { state: 'SENT', externalId: taken.externalId }
  const waiting = answers.filter((answer) => answer.state === 'LATER')
  const [first] = waiting
  if (first) {
    const { reason, detail } = first
    const asked = waiting.flatMap(({ afterMs }) => (afterMs === null ? [] : [afterMs]))
    return { state: 'LATER', reason, detail, ...(asked.length === waiting.length && { afterMs: Math.min(...asked) }) }
  }
  const no = answers.find((answer) => answer.state === 'REFUSED')
  if (no) return { state: 'FAILED', reason: no.reason, detail: no.detail }
  return { state: 'SUPPRESSED', reason: 'NO_DEVICE' }
}
