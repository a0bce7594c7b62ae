import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { testBox } from '../../../test/box.ts'
import { newUser, type User } from '../../../test/caller.ts'
import { startTwilio } from '../../../test/twilio.ts'
import { box } from '../box.ts'
import { createSmsChannel } from '../sms/channel.ts'
import { openTexting } from '../sms/open.ts'
import type { ContactRow, NotificationsTables } from '../tables.ts'

const SET = 'mutation ($input: SetPhoneInput!) { setPhone(input: $input) { masked expiresAt } }'
const VERIFY = 'mutation ($input: VerifyPhoneInput!) { verifyPhone(input: $input) { masked country } }'
const REMOVE = 'mutation { removePhone { removed } }'
const PHONE = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { phone { masked country } } } }'

export type TestPhones = Awaited<ReturnType<typeof testPhones>>
let dialled = 0

/** The box with Twilio at the wire, and its public port, where Twilio calls back. */
export async function testPhones() {
  await using stack = new AsyncDisposableStack()
  const twilio = stack.adopt(await startTwilio(), (open) => open.close())
  // The box's own: the type of its app does not say what it adds.
  const callbacks = createServer((request, response) =>
    (running.app as unknown as { open: (request: object, response: object) => void }).open(request, response),
  )
  await new Promise<void>((resolve) => callbacks.listen(0, '127.0.0.1', resolve))
  stack.defer(() => callbacks.closeAllConnections())
  stack.defer(() => void callbacks.close())
  const running = stack.use(
    await testBox<NotificationsTables, ReturnType<typeof box.config>>(box, {
      variables: {
        NOTIFICATIONS_TWILIO_ACCOUNT: twilio.account,
        NOTIFICATIONS_TWILIO_TOKEN: twilio.token,
        NOTIFICATIONS_TWILIO_FROM: twilio.from,
        NOTIFICATIONS_TWILIO_URL: twilio.url,
        NOTIFICATIONS_PHONE_KEY: 'a key of the tests, which is long enough',
        NOTIFICATIONS_SMS_COUNTRIES: 'NL,DE',
        NOTIFICATIONS_PUBLIC_URL: `http://127.0.0.1:${(callbacks.address() as AddressInfo).port}/`,
      },
    }),
  )
  const texting = openTexting(running.config)
  if (!texting) throw new Error('SMS are not set up')
  const words = () => ({ title: 'A title', body: 'A body' })
  /** Has accounts say how somebody is reached. */
  const reach = (userId: string, said: Partial<Pick<ContactRow, 'email_verified' | 'guest'>> = {}) => {
    const row = {
      user_id: userId,
      contact: 'sealed',
      address_hash: userId,
      email_verified: true,
      guest: false,
      roles: ['DRIVER'],
      said: 1,
    }
    const known = running.db
      .insertInto('contact')
      .values({ ...row, email_bounced_at: null, locale: null, time_zone: null, ...said })
    return known.onConflict((conflict) => conflict.column('user_id').doNothing()).execute()
  }
  /** Asked by somebody whose address is proven, unless the test has said otherwise. */
  const set = async (caller: Caller, number: string) => {
    if (caller.kind === 'user') await reach(caller.userId)
    return running.ask<{ setPhone: { masked: string } }>(caller, SET, { input: { number } })
  }
  const verify = (caller: Caller, code: string) =>
    running.ask<{ verifyPhone: { masked: string; country: string } }>(caller, VERIFY, { input: { code } })
  /** The code that came last to a number. */
  const codeAt = (number: string) => /\d{6}/.exec(twilio.sent.findLast(({ to }) => to === number)?.body ?? '')?.[0] ?? ''
  const opened = stack.move()
  return {
    ...running,
    twilio,
    texting,
    reach,
    channel: createSmsChannel({ db: running.db, texting, words }),
    set,
    verify,
    codeAt,
    remove: (caller: Caller) => running.ask(caller, REMOVE),
    async phone(caller: Caller, userId: string) {
      const { data } = await running.ask<{ _entities: [{ phone: { masked: string; country: string } | null }] }>(caller, PHONE, {
        of: [{ __typename: 'User', id: userId }],
      })
      return data?._entities[0].phone
    },
    /** A mobile number of the Netherlands that nobody else of the tests has. */
    number: () => `+316${String(20_000_000 + ++dialled * 7)}`,
    /** Somebody with a number that they have proven to have. */
    async reached(number: string, user: User = newUser()) {
      await set(user, number)
      await verify(user, codeAt(number))
      return user
    },
    /** A delivery of the queue by SMS. */
    async delivery(userId: string) {
      const [id, notificationId] = [newId(), newId()]
      await running.db
        .insertInto('notification')
        .values({ id: notificationId, user_id: userId, kind: 'STATION_FREE', cause: id, params: '{}', link: null, read_at: null })
        .execute()
      await running.db
        .insertInto('delivery')
        // In an hour: the box itself is not to send it.
        .values({
          id,
          notification_id: notificationId,
          user_id: userId,
          channel: 'SMS',
          urgency: 0,
          due_at: new Date(Date.now() + 3_600_000),
        })
        .execute()
      const state = async () =>
        (await running.db.selectFrom('delivery').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state
      return { id, state }
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
