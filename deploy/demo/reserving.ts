import { randomUUID } from 'node:crypto'
import {
  BookReservationDocument,
  CancelBookingDocument,
  RegisterDeviceDocument,
  RequestEmailVerificationDocument,
  VapidPublicKeyDocument,
  VerifyEmailDocument,
} from '../../clients/driver/generated/graphql.ts'
import { createClient } from '../../clients/sdk/client.ts'
import { localTime } from '../../subgraphs/reservations/clock.ts'
import { pushLine, type PushService } from '../../test/push-service.ts'
import { mailTo } from './mails.ts'
import { found, within } from './streams.ts'
import type { Teller } from './tell.ts'

/** What was booked, and by what its driver was told. */
export interface Reserved {
  reservation: { id: string; state: string; startsAt: string; endsAt: string }
  mail: { subject: string }
  push: { title: string; body: string }
}

const AHEAD_MS = 2 * 3_600_000
const SLOT_MINUTES = 30

/** A driver proves their address by the mail that they get, lets their browser be told, books a slot and cancels it in time. */
export async function playReserving(options: {
  graphUrl: string
  driver: { email: string; password: string }
  stationId: string
  pushes: PushService
  mailFolder: string
  teller: Teller
}): Promise<Reserved> {
  const { graphUrl, driver, stationId, pushes, mailFolder } = options
  const { step, say } = options.teller
  await using client = createClient({ url: graphUrl })
  await client.signIn({ email: driver.email, password: driver.password })

  await step(
    'prove the address',
    async () => {
      await client.execute(RequestEmailVerificationDocument)
      const { text } = await within(
        mailTo(mailFolder, driver.email, (mail) => mail.text.includes('/verify-email#token=')),
        'no mail with a link came',
      )
      const token = /verify-email#token=([\w.~-]+)/.exec(text)?.[1] ?? ''
      await client.execute(VerifyEmailDocument, { input: { token } })
    },
    () => `${driver.email} is proven, by the link of a mail in ${mailFolder}`,
    'Is there room for mails? The log says why one was not written (LOG_LEVEL=info).',
  )
  await step(
    'allow pushes',
    async () => {
      const { vapidPublicKey } = await client.execute(VapidPublicKeyDocument)
      const web = pushes.subscribe(vapidPublicKey)
      await client.execute(RegisterDeviceDocument, { input: { name: 'Browser of the demo', web } })
    },
    () => `A browser is told of news, by a push service of the demo’s own at ${pushes.url}`,
    'Run the demo again: it starts with a fresh world.',
  )
  const slot = await step(
    'book a slot',
    async () => {
      const startsAt = new Date(Math.ceil((Date.now() + AHEAD_MS) / 60_000) * 60_000).toISOString()
      const input = { stationId, startsAt, minutes: SLOT_MINUTES, idempotencyKey: randomUUID() }
      return within(
        found(async () => (await client.execute(BookReservationDocument, { input })).bookReservation),
        'no slot could be booked',
      )
    },
    ({ station, localStart, localEnd, timeZone, cancelUntil }) =>
      `Slot booked at ${station.name ?? ''}: ${localStart} to ${localEnd}; cancelled for nothing until ${localTime(timeZone, new Date(cancelUntil))}`,
    'Somebody may have booked it in between. Run the demo again.',
  )
  const told = await step(
    'be told',
    () =>
      within(
        Promise.all([
          mailTo(mailFolder, driver.email, ({ text }) => text.includes(slot.station.name ?? '')),
          found(() => pushes.received.find(({ data }) => data.kind === 'RESERVATION_CONFIRMED')),
        ]),
        'no mail or no push came',
      ),
    () => 'Told of the slot by mail and by push',
    'The log says what became of each message (LOG_LEVEL=info).',
  )
  const [mail, push] = told
  say(`mail  ${mail.subject}`)
  for (const line of mail.text.split('\n').filter(Boolean).slice(0, 6)) say(`      ${line}`)
  say(pushLine(push))
  const cancelled = await step(
    'cancel the slot',
    async () => (await client.execute(CancelBookingDocument, { input: { reservationId: slot.id } })).cancelBooking,
    ({ state }) => `The slot is ${state.toLowerCase()}; nothing is owed`,
    'Run the demo again.',
  )
  return {
    reservation: { id: slot.id, state: cancelled.state, startsAt: slot.startsAt, endsAt: slot.endsAt },
    mail: { subject: mail.subject },
    push: { title: push.data.title, body: push.data.body },
  }
}
