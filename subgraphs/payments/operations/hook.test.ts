import { once } from 'node:events'
import { Agent, request as send } from 'node:http'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { signedHeaders } from '../../../test/stripe/hooks.ts'
import { until } from '../../../test/until.ts'
import { captureHold, releaseHold } from '../holds/hold.ts'
import { withHolds } from '../holds/hold.fixture.ts'
import { PAYMENTS_LIMITS } from '../limits.ts'
import { openWithStripe, SECRET, type PaymentsWithStripe } from '../stripe.fixture.ts'
import { insertEvents, noteLooked } from './event.queries.ts'
import { OPERATION_LIMITS } from './limits.ts'

let box: PaymentsWithStripe
let holds: ReturnType<typeof withHolds>
const agent = new Agent({ keepAlive: true, maxSockets: 200 })
beforeAll(async () => {
  box = await openWithStripe()
  holds = withHolds(box)
})
afterAll(async () => {
  agent.destroy()
  await box[Symbol.asyncDispose]()
})

const post = async (
  body: string | Buffer,
  headers: Record<string, string> = {},
  { url = box.hookUrl, method = 'POST', via = agent } = {},
) => {
  const call = send(url, { method, agent: via, headers })
  call.end(body)
  const [response] = (await once(call, 'response')) as [Parameters<typeof text>[0] & { statusCode: number }]
  await text(response)
  return response.statusCode
}
const eventOf = (paymentId: string, id = `evt_${newId()}`) =>
  JSON.stringify({
    id,
    object: 'event',
    type: 'payment_intent.succeeded',
    data: { object: { id: paymentId, object: 'payment_intent' } },
  })
const signed = (body: string, ageMs = 0, secret = SECRET) => signedHeaders(body, [secret], Date.now() - ageMs)
const events = (paymentId?: string) => {
  const all = box.db.selectFrom('provider_event').selectAll()
  return (paymentId === undefined ? all : all.where('about_id', '=', paymentId)).execute()
}

test('what the provider has not signed, for us, lately and to the byte, is not kept', async () => {
  const body = eventOf('pi_forged')
  const before = (await events()).length
  expect(await post(body)).toBe(400)
  expect(await post(body, signed(body, 0, 'whsec_stranger'))).toBe(400)
  expect(await post(body, signed(body, 6 * 60_000))).toBe(400)
  expect(await post(JSON.stringify(JSON.parse(body), null, 1), signed(body))).toBe(400)
  expect(await post('', signed(body))).toBe(400)
  expect(await post('{', signed('{'))).toBe(400)
  const long = 'x'.repeat(PAYMENTS_LIMITS.hookBytes + 1)
  expect(await post(long, signed(body))).toBe(413)
  // Nor does one that does not say how long it is get further.
  expect(await post(long, { ...signed(body), 'transfer-encoding': 'chunked' })).toBe(413)
  expect(await post(body, signed(body), { url: box.hookUrl.replace('stripe', 'nobody') })).toBe(404)
  expect(await post(body, signed(body), { url: box.hookUrl.replace('stripe', 'paypal') })).toBe(404)
  expect(await post('', {}, { method: 'GET' })).toBe(405)
  const flood = Array.from({ length: 200 }, () => post('x'.repeat(10_000)))
  expect(new Set(await Promise.all(flood))).toEqual(new Set([400]))
  expect(await events()).toHaveLength(before)
})

test('all that are taken at once have so many bytes and no more: who never ends is given up, the oldest first, and nobody else is kept out', async () => {
  const most = OPERATION_LIMITS.hookBytesAtOnce / PAYMENTS_LIMITS.hookBytes
  const whole = Buffer.alloc(PAYMENTS_LIMITS.hookBytes)
  const event = eventOf('pi_nobody').padEnd(1_000)
  // They send all but a byte, and wait.
  const waiting = Array.from({ length: most }, () => {
    const call = send(box.hookUrl, { method: 'POST', agent: false, headers: { 'content-length': whole.length } })
    const answered = new Promise<number>((resolve) => void call.on('response', ({ statusCode = 0 }) => resolve(statusCode)))
    call.on('error', () => undefined).write(whole.subarray(1))
    return { call, answered }
  })
  const taken = new Set<number>()
  try {
    const refused: number[] = []
    for (const [i, { answered }] of waiting.entries()) void answered.then((status) => status === 503 && refused.push(i))
    await until(async () => {
      taken.add(await post(event, signed(event)))
      return refused.length > 0
    })
    const last = waiting.at(-1) ?? expect.fail('none waits')
    last.call.end(whole.subarray(0, 1))
    expect([await last.answered, ...taken]).toEqual([400, 200])
  } finally {
    for (const { call } of waiting) call.destroy()
  }
  const via = new Agent({ maxSockets: 50 })
  const answered = await Promise.all(Array.from({ length: most + 10 }, () => post(whole, {}, { via })))
  expect(new Set(answered)).toEqual(new Set([400]))
  expect(await post(event, signed(event))).toBe(200)
})

test('what came after a thing was read is looked at again, and what had it read is not', async () => {
  // Of a provider that is not connected here: nobody looks meanwhile.
  const [provider, about] = ['paypal' as const, { kind: 'PAYMENT' as const, externalId: newId() }]
  const [early, cause, late] = [newId(), newId(), newId()]
  const read = new Date()
  for (const [eventId, ms] of [[early, 0] as const, [cause, 0.5] as const, [late, 1] as const]) {
    await insertEvents(box.db, [{ provider, hook: { eventId, type: 'x', about } }])
    const received_at = sql<Date>`${read}::timestamptz + ${ms} * interval '1 millisecond'`
    await box.db.updateTable('provider_event').set({ received_at }).where('event_id', '=', eventId).execute()
  }
  const waiting = async () => (await events(about.externalId)).flatMap((row) => (row.looked_at === null ? [row.event_id] : []))
  // Another thing may have the same id.
  await noteLooked(box.db, { provider, event_id: newId() }, 'REFUND', about.externalId, read)
  expect(await waiting()).toHaveLength(3)
  await noteLooked(box.db, { provider, event_id: cause }, about.kind, about.externalId, read)
  expect(await waiting()).toEqual([late])
  await noteLooked(box.db, { provider, event_id: late }, about.kind, about.externalId, read)
  expect(await waiting()).toEqual([])
})

test('a hook about a thing that the provider does not have does nothing, and is not asked for again', async () => {
  const body = eventOf('pi_nobody')
  expect(await post(body, signed(body))).toBe(200)
  await until(async () => (await events('pi_nobody'))[0]?.looked_at)
})

test('a hook that says the money came is not believed: the payment is read', async () => {
  const { id } = await holds.hold('pm_card_authenticationRequired')
  const { external_id: paymentId } = await holds.row(id)
  const body = eventOf(paymentId ?? '')
  expect(await post(body, signed(body))).toBe(200)
  await until(async () => (await events(paymentId ?? '')).every(({ looked_at: at }) => at))
  expect((await holds.row(id)).state).toBe('REQUIRES_ACTION')
})

test('ten thousand hooks at once are answered, and each is one row, however often it came', async () => {
  const { id } = await holds.hold()
  const { external_id: paymentId } = await holds.row(id)
  const bodies = Array.from({ length: 5_000 }, () => eventOf(paymentId ?? ''))
  const before = (await events(paymentId ?? '')).length
  const begun = process.memoryUsage().rss
  const answers = await Promise.all([...bodies, ...bodies].map((body) => post(body, signed(body))))
  expect(new Set(answers)).toEqual(new Set([200]))
  expect(await events(paymentId ?? '')).toHaveLength(before + bodies.length)
  expect(process.memoryUsage().rss - begun).toBeLessThan(512 * 1024 * 1024)
  // What was read once after they had come is not read again for each.
  await until(async () => (await events(paymentId ?? '')).every(({ looked_at: at }) => at))
  expect((await holds.row(id)).state).toBe('AUTHORISED')
})

test('hooks before the answer, twice, late and out of order end as the provider has it', async () => {
  box.control.hooks({ early: 0.5, twice: 0.3, late: 0.5, lateMs: 300 })
  const all = await Promise.all(Array.from({ length: 9 }, () => holds.hold()))
  const inTrx = (work: Parameters<ReturnType<typeof box.db.transaction>['execute']>[0]) => box.db.transaction().execute(work)
  for (const [place, hold] of all.entries()) {
    await holds.becomes(hold.id, 'AUTHORISED')
    if (place % 3 === 0) {
      await holds.billed(hold, 700)
      await inTrx((trx) => captureHold(trx, hold.id, 700))
    }
    if (place % 3 === 1) await inTrx((trx) => releaseHold(trx, hold.id))
  }
  const wanted = (place: number) => (['CAPTURED', 'RELEASED', 'AUTHORISED'] as const)[place % 3] ?? 'AUTHORISED'
  for (const [place, { id }] of all.entries()) await holds.becomes(id, wanted(place))
  await box.control.idle()
  await until(async () => (await events()).every(({ looked_at: at }) => at))
  for (const [place, { id, payer }] of all.entries()) {
    expect((await holds.row(id)).state).toBe(wanted(place))
    const [{ amount_received: received, status } = { amount_received: null, status: null }] = holds.intentsOf(payer)
    expect([received, status]).toEqual(
      [
        [700, 'succeeded'],
        [0, 'canceled'],
        [0, 'requires_capture'],
      ][place % 3],
    )
    // What others are told is never a step back.
    const told = (await box.said('payments.hold.changed', id)).map(({ state }) => state)
    expect(told).toEqual(told.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)))
  }
  box.control.hooks({ early: 0, twice: 0, late: 0 })
})
const ORDER: string[] = ['CREATED', 'REQUIRES_ACTION', 'AUTHORISED', 'CAPTURING', 'RELEASING', 'CAPTURED', 'RELEASED']
