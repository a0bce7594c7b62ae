import { NOTIFICATION_CHANNELS, type NotificationChannel } from '#lib/mail/notification.ts'
import { newId } from '#lib/id.ts'
import { testBox } from '../../test/box.ts'
import { until } from '../../test/until.ts'
import { box } from './box.ts'
import type { Kind } from './kinds.ts'
import { notify, type Told } from './notify.ts'
import type { Channel, Message, Sent } from './sending/channel.ts'
import { SAMPLES } from './templates/samples.ts'
import type { ContactRow, NotificationsTables } from './tables.ts'

/** A channel whose server the test plays: it keeps what it was sent, and answers as it is told to, each time anew. */
export function playChannel(name: NotificationChannel) {
  const sent: Message[] = []
  const played: Channel & { sent: Message[]; answer: (message: Message, signal: AbortSignal) => Promise<Sent> | Sent } = {
    name,
    ready: true,
    sent,
    answer: ({ id }) => ({ state: 'SENT', externalId: `${name} ${id}` }),
    send: async (message, signal) => {
      sent.push(message)
      return played.answer(message, signal)
    },
  }
  return played
}

export type TestNotifications = Awaited<ReturnType<typeof testNotifications>>

/** The box with channels that the test plays. */
export async function testNotifications(options: { variables?: Record<string, string> } = {}) {
  const played = { EMAIL: playChannel('EMAIL'), PUSH: playChannel('PUSH'), SMS: playChannel('SMS') }
  const channels = new Map(NOTIFICATION_CHANNELS.map((name) => [name, played[name] as Channel]))
  const opened = await testBox<
    NotificationsTables,
    ReturnType<typeof box.config>,
    Parameters<typeof box.open>[0]['overrides'] & object
  >(box, { variables: { NOTIFICATIONS_SWEEP_MS: '50', ...options.variables }, overrides: { channels } })
  const { db } = opened
  const deliveriesOf = (userId: string) =>
    db.selectFrom('delivery').selectAll().where('user_id', '=', userId).orderBy('channel').orderBy('id').execute()
  let said = 0
  return Object.assign(opened, {
    played,
    /** Somebody whom accounts has spoken of. */
    person: async (more: Partial<ContactRow> = {}): Promise<string> => {
      const userId = more.user_id ?? newId()
      await db
        .insertInto('contact')
        .values({
          user_id: userId,
          contact: 'sealed',
          address_hash: null,
          email_verified: true,
          email_bounced_at: null,
          locale: 'en',
          time_zone: 'Europe/Amsterdam',
          roles: ['DRIVER'],
          guest: false,
          said: ++said,
          ...more,
        })
        .execute()
      return userId
    },
    notify: (userId: string, kind: Kind, more: { cause?: string; link?: string } = {}) =>
      // Each sample is of its kind.
      db.transaction().execute((trx) => notify(trx, { userId, cause: newId(), kind, params: SAMPLES[kind], ...more } as Told)),
    deliveriesOf,
    /** Each delivery of somebody as `EMAIL SENT`, once none of them is queued that is due. */
    settled: (userId: string, channel?: NotificationChannel) =>
      until(async () => {
        const rows = (await deliveriesOf(userId)).filter((row) => channel === undefined || row.channel === channel)
        return rows.length > 0 && rows.every(({ state }) => state !== 'QUEUED') && rows.map(shown)
      }),
    sentTo: (userId: string, channel: NotificationChannel) => played[channel].sent.filter((message) => message.userId === userId),
  })
}

export const shown = ({ channel, state, reason }: { channel: string; state: string; reason: string | null }): string =>
  [channel, state, ...(reason === null ? [] : [reason])].join(' ')
