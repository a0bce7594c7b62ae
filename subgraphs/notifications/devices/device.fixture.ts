import type { Caller } from '#lib/auth.ts'
import type { EventCatalogue } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { startApns } from '../../../test/apns.ts'
import { testBox } from '../../../test/box.ts'
import { startFcm } from '../../../test/fcm.ts'
import { startPushService } from '../../../test/push-service.ts'
import { box } from '../box.ts'
import { newVapidKey } from '../push/vapid.ts'
import type { Message } from '../sending/channel.ts'
import type { NotificationsTables } from '../tables.ts'

const REGISTER = 'mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { id kind name } }'
const UNREGISTER = 'mutation ($input: UnregisterDeviceInput!) { unregisterDevice(input: $input) { deviceId } }'
const LIST =
  'query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { devices(first: 50) { edges { node { id kind name } } } } } }'

export type TestDevices = Awaited<ReturnType<typeof testDevices>>

/** The box with all three push services at the wire. */
export async function testDevices() {
  await using stack = new AsyncDisposableStack()
  const web = stack.adopt(await startPushService(), (open) => open.close())
  const google = stack.adopt(await startFcm(), (open) => open.close())
  const apple = stack.adopt(await startApns(), (open) => open.close())
  const running = stack.use(
    await testBox<NotificationsTables, ReturnType<typeof box.config>>(box, {
      variables: {
        NOTIFICATIONS_VAPID_PRIVATE_KEY: newVapidKey(),
        NOTIFICATIONS_VAPID_SUBJECT: 'mailto:push@evergraph.example',
        NOTIFICATIONS_PUSH_HOSTS: `${web.url},updates.push.services.mozilla.com,*.push.services.mozilla.com`,
        NOTIFICATIONS_FCM_ACCOUNT: JSON.stringify(google.account),
        NOTIFICATIONS_FCM_URL: google.url,
        NOTIFICATIONS_APNS_KEY: apple.key,
        NOTIFICATIONS_APNS_KEY_ID: apple.keyId,
        NOTIFICATIONS_APNS_TEAM: apple.teamId,
        NOTIFICATIONS_APNS_TOPICS: `${apple.topic},org.evergraph.operator`,
        NOTIFICATIONS_APNS_URL: apple.url,
        NOTIFICATIONS_APNS_SANDBOX_URL: apple.url,
      },
    }),
  )
  const opened = stack.move()
  return {
    ...running,
    web,
    google,
    apple,
    register: (caller: Caller, input: object) =>
      running.ask<{ registerDevice: { id: string; kind: string; name: string | null } }>(caller, REGISTER, { input }),
    hear: (name: 'accounts.login.ended', aggregateId: string, data: EventCatalogue['accounts.login.ended']) =>
      running.again({ id: newId(), occurredAt: new Date().toISOString(), position: 1, requestId: null, name, aggregateId, data }),
    unregister: (caller: Caller, deviceId: string) => running.ask(caller, UNREGISTER, { input: { deviceId } }),
    /** Ids of a user's devices, the newest first; undefined where they are not shown. */
    async devices(caller: Caller, userId: string) {
      const { data } = await running.ask<{ _entities: [{ devices: { edges: { node: { id: string; kind: string } }[] } | null }] }>(
        caller,
        LIST,
        { of: [{ __typename: 'User', id: userId }] },
      )
      return data?._entities[0].devices?.edges.map(({ node }) => node.id)
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** A message to somebody, as the queue gives it. */
export const messageTo = (userId: string, more: Partial<Message> = {}): Message => ({
  id: newId(),
  userId,
  items: [
    {
      notificationId: newId(),
      kind: 'STATION_FREE',
      params: { stationName: 'Behind the Barn' },
      link: '/stations/1',
      createdAt: new Date(),
    },
  ],
  digestOf: null,
  urgency: 0,
  contact: null,
  tries: 0,
  ...more,
})
