import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { newId } from '#lib/id.ts'
import { admin } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { until } from '../../../test/until.ts'
import { toppedUp } from '../ledger/journals.ts'
import { METHOD_LIMITS } from '../methods/limits.ts'
import { addressKey, limitTries } from '../methods/method.ts'
import { held, withHolds, type HoldAnswer, type Payer } from './hold.fixture.ts'
import { openWithStripe, type PaymentsWithStripe } from '../stripe.fixture.ts'
import { captureHold, releaseHold } from './hold.ts'
import { HOLD_LIMITS } from './limits.ts'

let box: PaymentsWithStripe
let holds: ReturnType<typeof withHolds>
beforeAll(async () => {
  box = await openWithStripe()
  holds = withHolds(box)
})
afterAll(() => box[Symbol.asyncDispose]())

const release = (payer: Pick<Payer, 'caller'>, holdId: string) =>
  box.ask(payer.caller, 'mutation ($input: ReleaseHoldInput!) { releaseHold(input: $input) { state } }', { input: { holdId } })
const capture = (id: string, amountMinor: number) => box.db.transaction().execute((trx) => captureHold(trx, id, amountMinor))
const begins = ({ place, payer, id }: Awaited<ReturnType<typeof holds.hold>>, sessionId = newId()) =>
  box.tell('charging.start.requested', sessionId, {
    commandId: newId(),
    sessionId,
    stationId: place.stationId,
    evseNumber: 1,
    connectorNumber: 1,
    idToken: 'TOKEN',
    userId: payer.userId,
    holdId: id,
    expiresAt: new Date().toISOString(),
  })

test('the amount that was shown is blocked, once, however often it is asked for with the same key', async () => {
  const [payer, place] = [await box.payer(), await box.place(19.9)]
  const QUOTE = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Connector { preauthorization { amount { amount currency } ways } } } }`
  const quoted = await box.ask(payer.caller, QUOTE, { representations: [{ __typename: 'Connector', id: place.connectorId }] })
  expect(quoted.data).toEqual({
    _entities: [{ preauthorization: { amount: { amount: '19.90', currency: 'EUR' }, ways: ['STRIPE', 'WALLET'] } }],
  })
  const input = { idempotencyKey: newId(), amountMinor: 1_990, paymentMethodId: payer.paymentMethodId }
  const same = await Promise.all(Array.from({ length: 10 }, () => holds.ask(payer, place.connectorId, input)))
  expect(new Set(same.map((answer) => held(answer).id)).size).toBe(1)
  const { id } = held(await holds.ask(payer, place.connectorId, input))
  await holds.becomes(id, 'AUTHORISED')
  expect(holds.intentsOf(payer)).toMatchObject([{ amount: 1_990, amount_capturable: 1_990, status: 'requires_capture' }])
  const told = (await box.said('payments.hold.changed', id)).at(-1)
  expect(told).toMatchObject({
    state: 'AUTHORISED',
    amountMinor: 1_990,
    connectorId: place.connectorId,
    usableUntil: expect.any(String),
  })
  const other = await box.place(19.9)
  for (const [connectorId, more] of [
    [other.connectorId, {}],
    [place.connectorId, { amountMinor: 2_000 }],
    [place.connectorId, { currency: 'CHF' }],
    [place.connectorId, { paymentMethodId: newId() }],
    [place.connectorId, { paymentMethodId: null, wallet: true }],
  ] as const)
    expect(fault(await holds.ask(payer, connectorId, { ...input, ...more }))).toEqual({
      code: 'CONFLICT',
      path: ['input', 'idempotencyKey'],
    })
})

test('nothing is blocked but what was shown, by one’s own way to pay, where something is to be blocked', async () => {
  const [payer, other, place, free] = [await box.payer(), await box.payer(), await box.place(), await box.place(-1)]
  const { paymentMethodId } = payer
  const refused = async (more: object, at = place.connectorId, who: Pick<Payer, 'caller'> = payer) =>
    fault(await holds.ask(who, at, { paymentMethodId, ...more }))
  expect(await refused({ amountMinor: 1_999 })).toEqual({ code: 'HOLD_AMOUNT_CHANGED', path: ['input', 'amountMinor'] })
  expect(await refused({ currency: 'USD' })).toMatchObject({ code: 'HOLD_AMOUNT_CHANGED' })
  expect(await refused({ paymentMethodId: other.paymentMethodId })).toEqual({
    code: 'NOT_FOUND',
    path: ['input', 'paymentMethodId'],
  })
  expect(await refused({ wallet: true })).toMatchObject({ code: 'BAD_USER_INPUT', path: ['input'] })
  expect(await refused({ paymentMethodId: null })).toMatchObject({ code: 'BAD_USER_INPUT', path: ['input'] })
  expect(await refused({ paymentMethodId: null, provider: 'PAYPAL' })).toMatchObject({ path: ['input', 'provider'] })
  expect(await refused({}, newId())).toEqual({ code: 'NOT_FOUND', path: ['input', 'connectorId'] })
  expect(await refused({}, (await nothing(free)).connectorId)).toMatchObject({ code: 'HOLD_NOT_NEEDED' })
  await place.saveTariff(2, { preauthorizeAmount: 25 })
  expect(await refused({})).toMatchObject({ code: 'HOLD_AMOUNT_CHANGED' })
  // An older version that comes late changes nothing.
  await place.saveTariff(1)
  expect(await refused({})).toMatchObject({ code: 'HOLD_AMOUNT_CHANGED' })
  await box.db.insertInto('standing').values({ user_id: payer.userId, standing: 'BLOCKED', reason: null }).execute()
  expect(await refused({ amountMinor: 2_500 })).toMatchObject({ code: 'PAYMENT_OVERDUE' })
  expect(holds.intentsOf(payer)).toEqual([])
})
/** A place at which nothing is blocked. */
const nothing = async (place: Awaited<ReturnType<PaymentsWithStripe['place']>>) => {
  await box.db.updateTable('tariff').set({ preauthorize_minor: null }).where('id', '=', place.tariffId).execute()
  return place
}

test('a user has three open holds and no more, also when ten are asked for at once', async () => {
  const [payer, place] = [await box.payer(), await box.place()]
  const { paymentMethodId } = payer
  const answers = await Promise.all(Array.from({ length: 10 }, () => holds.ask(payer, place.connectorId, { paymentMethodId })))
  expect(answers.filter(({ data }) => data)).toHaveLength(3)
  for (const answer of answers) if (!answer.data) expect(fault(answer).code).toBe('RATE_LIMITED')
  expect(holds.intentsOf(payer)).toHaveLength(3)
})

test('cards are not tried out here: who was declined often begins nothing more that day', async () => {
  const [payer, place] = [await box.payer('pm_card_chargeCustomerFail'), await box.place()]
  const { paymentMethodId } = payer
  for (let tries = 0; tries < 8; tries++)
    expect(held(await holds.ask(payer, place.connectorId, { paymentMethodId }))).toMatchObject({
      state: 'FAILED',
      declineCode: expect.any(String),
    })
  expect(fault(await holds.ask(payer, place.connectorId, { paymentMethodId })).code).toBe('RATE_LIMITED')
})

test('cards are not tried out from one address by many users, one after the other or at once, and by fewer guests', async () => {
  const [payer, place] = [await box.payer(), await box.place()]
  const key = (address: string) => addressKey(box.config, address)
  const failed = async (count: number, row: { user_id: string; asked_from: string | null; state: 'FAILED' | 'RELEASED' }) => {
    const hold = {
      connector_id: place.connectorId,
      provider: 'stripe' as const,
      amount_minor: 1,
      currency: 'EUR',
      usable_until: new Date(),
    }
    const rows = Array.from({ length: count }, () => ({ ...hold, ...row, id: newId(), idempotency_key: newId() }) as const)
    await box.db.insertInto('hold').values(rows).execute()
  }
  const tries = (address: string) => box.db.transaction().execute((trx) => limitTries(trx, payer.userId, key(address), 'HOLD'))
  const { failed: most, failedOfGuests, holdsDaily } = METHOD_LIMITS
  for (let tried = 0; tried < most.perAddressDaily; tried += 5)
    await failed(5, { user_id: newId(), asked_from: key('203.0.113.9'), state: 'FAILED' })
  await expect(tries('203.0.113.9')).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  await tries('203.0.113.10')
  await failed(holdsDaily - 1, { user_id: payer.userId, asked_from: null, state: 'RELEASED' })
  await tries('203.0.113.10')
  await failed(1, { user_id: payer.userId, asked_from: null, state: 'RELEASED' })
  await expect(tries('203.0.113.10')).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  // Many users at once, of whose tries none has failed yet.
  const begins = async (address: string, guest: boolean) => {
    let [left, begun] = [most.perAddressDaily + 5, 0]
    const begin = async () => {
      const userId = newId()
      const is = { userId, displayName: 'x', roles: ['DRIVER'] }
      if (guest) await box.tell('accounts.user.registered', userId, { ...is, guest: true })
      await box.db.transaction().execute(async (trx) => {
        await limitTries(trx, userId, key(address), 'HOLD')
        const row = { id: newId(), idempotency_key: newId(), usable_until: new Date(), amount_minor: 1, currency: 'EUR' }
        const at = { connector_id: place.connectorId, provider: 'stripe', state: 'CREATED' } as const
        await trx
          .insertInto('hold')
          .values({ ...row, ...at, user_id: userId, asked_from: key(address) })
          .execute()
      })
    }
    // As many at once as there are connections: who waits long for one is refused by the pool.
    const one = async () => {
      while (left-- > 0)
        await begin().then(
          () => begun++,
          (error: unknown) => expect(error).toMatchObject({ code: 'RATE_LIMITED' }),
        )
    }
    await Promise.all(Array.from({ length: 4 }, one))
    return begun
  }
  expect(await begins('203.0.113.11', true)).toBe(failedOfGuests.perAddressDaily)
  expect(await begins('203.0.113.11', false)).toBe(most.perAddressDaily - failedOfGuests.perAddressDaily)
  expect(await begins('203.0.113.12', false)).toBe(most.perAddressDaily)
  // Who tries nothing out is kept from nothing: neither by what others have tried there, nor do they count among them.
  const other = await box.payer()
  const block = (more: object) => holds.ask(other, place.connectorId, more, '203.0.113.9')
  expect(fault(await block({ provider: 'STRIPE' })).code).toBe('RATE_LIMITED')
  const { id, state } = held(await block({ paymentMethodId: other.paymentMethodId }))
  expect([state, (await holds.row(id)).asked_from]).toEqual(['AUTHORISED', null])
  // Without the secret nobody can tell which address it was.
  expect(addressKey({ linkSecret: 'k'.repeat(32) }, '203.0.113.9')).not.toBe(key('203.0.113.9'))
})

test('nothing is blocked at a connector that is gone, by a card that is removed or expired, or below what its provider takes', async () => {
  const [payer, place, cheap] = [await box.payer(), await box.place(), await box.place(0.49)]
  const { paymentMethodId } = payer
  const refused = async (more: object = {}, at = place.connectorId) =>
    fault(await holds.ask(payer, at, { paymentMethodId, ...more })).code
  const waysAt = async (id: string) => {
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Connector { preauthorization { ways } } } }`
    const asked = await box.ask<{ _entities: unknown[] }>(payer.caller, query, {
      representations: [{ __typename: 'Connector', id }],
    })
    return asked.data?._entities[0]
  }
  expect((await holds.ask(payer, cheap.connectorId, { paymentMethodId, amountMinor: 49 })).errors).toMatchObject([
    { message: 'Stripe takes 0.50 EUR or more. Pay in another way.', extensions: { code: 'AMOUNT_NOT_TAKEN' } },
  ])
  expect(await waysAt(cheap.connectorId)).toEqual({ preauthorization: { ways: ['WALLET'] } })
  const card = (change: object) => box.db.updateTable('payment_method').set(change).where('id', '=', paymentMethodId).execute()
  await card({ expires_on: new Date(2020, 0, 31) })
  expect(await refused()).toBe('METHOD_EXPIRED')
  await card({ state: 'REMOVED', is_default: false, expires_on: null })
  expect(await refused()).toBe('NOT_FOUND')
  const evses = place.station.evses.map((evse) => ({
    ...evse,
    connectors: evse.connectors.map((connector) => ({ ...connector, retired: true as const })),
  }))
  await box.tell('stations.station.saved', place.stationId, { ...place.station, evses })
  expect(await refused()).toBe('CONFLICT')
  expect(await waysAt(place.connectorId)).toEqual({ preauthorization: null })
})

test('what is let go before its provider has answered is let go there too', async () => {
  const [payer, place] = [await box.payer(), await box.place()]
  box.control.fault({ kind: 'SLOW', ms: 500, call: 'POST /v1/payment_intents' })
  const asked = holds.ask(payer, place.connectorId, { paymentMethodId: payer.paymentMethodId })
  const { id } = await until(() => box.db.selectFrom('hold').select('id').where('user_id', '=', payer.userId).executeTakeFirst())
  expect((await release(payer, id)).data).toEqual({ releaseHold: { state: 'RELEASING' } })
  await asked
  await holds.becomes(id, 'ABANDONED')
  expect(holds.intentsOf(payer)).toMatchObject([{ status: 'canceled' }])
})

test.for([true, false])('what somebody pays with on the form is kept where they want it: %s', async (keepMethod) => {
  const [payer, place] = [box.newUser(), await box.place()]
  const { id } = held(await holds.ask(payer, place.connectorId, { provider: 'STRIPE', keepMethod }))
  box.control.customer((await holds.row(id)).external_id ?? '')
  await holds.becomes(id, 'AUTHORISED')
  const kept = await box.db.selectFrom('payment_method').select('is_default').where('user_id', '=', payer.userId).execute()
  expect(kept).toEqual(keepMethod ? [{ is_default: true }] : [])
})

test.for([
  [true, 'AUTHORISED'],
  [false, 'FAILED'],
] as const)('a card that asks its user: they agree (%s) and it is %s, which a hook tells', async ([agrees, state]) => {
  const { payer, id, approvalUrl, ...begun } = await holds.hold('pm_card_authenticationRequired')
  expect(begun.state).toBe('REQUIRES_ACTION')
  expect(approvalUrl).toMatch(/^http/)
  const stranger = await box.ask(box.newUser().caller, 'query ($id: UUID!) { paymentHold(id: $id) { id } }', { id })
  expect(stranger.data).toEqual({ paymentHold: null })
  // An admin sees it, and not what it is confirmed with.
  const seen = await box.ask(admin, 'query ($id: UUID!) { paymentHold(id: $id) { state approvalUrl } }', { id })
  expect(seen.data).toEqual({ paymentHold: { state: 'REQUIRES_ACTION', approvalUrl: null } })
  // From when it is authorised there is time to plug in.
  const soon = Date.now() + 60_000
  await box.db
    .updateTable('hold')
    .set({ usable_until: new Date(soon) })
    .where('id', '=', id)
    .execute()
  const stream = box.watch<{ holdUpdated: HoldAnswer }>(
    payer.caller,
    `subscription { holdUpdated(id: "${id}") { state approvalUrl } }`,
  )
  const next = async () => (await stream.next()).value?.data?.holdUpdated
  expect(await next()).toEqual({ state: 'REQUIRES_ACTION', approvalUrl })
  box.control.customer((await holds.row(id)).external_id ?? '', agrees)
  expect(await next()).toEqual({ state, approvalUrl: null })
  await stream.return()
  if (agrees) expect((await holds.row(id)).usable_until.getTime()).toBeGreaterThan(soon + 60_000)
  const ofUser = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { holds { edges { node { id } } } } } }`
  const listed = (who: Payer['caller']) => box.ask(who, ofUser, { r: [{ __typename: 'User', id: payer.userId }] })
  expect((await listed(payer.caller)).data).toEqual({ _entities: [{ holds: { edges: [{ node: { id } }] } }] })
  expect((await listed(box.newUser().caller)).data).toEqual({ _entities: [{ holds: null }] })
})

test('a wallet blocks what it has, and never more, also when ten ask at once', async () => {
  const [payer, place] = [box.newUser(), await box.place()]
  const topUp = (amountMinor: number) =>
    box.db
      .transaction()
      .execute((trx) => toppedUp(trx, { topUpId: newId(), userId: payer.userId, provider: 'stripe', currency: 'EUR', amountMinor }))
  const balance = async () =>
    (await box.db.selectFrom('wallet').select('balance_minor').where('user_id', '=', payer.userId).executeTakeFirst())
      ?.balance_minor
  expect(fault(await holds.ask(payer, place.connectorId, { wallet: true })).code).toBe('WALLET_TOO_LOW')
  await topUp(4_500)
  const answers = await Promise.all(Array.from({ length: 10 }, () => holds.ask(payer, place.connectorId, { wallet: true })))
  const good = answers.flatMap(({ data }) => data?.authorisePayment ?? [])
  expect(good.map(({ state }) => state)).toEqual(['AUTHORISED', 'AUTHORISED'])
  expect(await balance()).toBe(500)
  const [first, second] = good.map(({ id }) => id)
  expect(await capture(first ?? '', 1_234)).toBe('CAPTURED')
  expect(await capture(first ?? '', 1_234)).toBe('CAPTURED')
  expect(await balance()).toBe(500 + 2_000 - 1_234)
  expect((await release(payer, second ?? '')).data).toEqual({ releaseHold: { state: 'RELEASED' } })
  await release(payer, second ?? '')
  expect(await balance()).toBe(4_500 - 1_234)
})

test('a hold is released by its user alone, and not once a session has begun with it', async () => {
  const [one, two] = [await holds.hold(), await holds.hold()]
  expect(fault(await release(two.payer, one.id))).toEqual({ code: 'NOT_FOUND', path: ['input', 'holdId'] })
  await release(one.payer, one.id)
  await holds.becomes(one.id, 'RELEASED')
  expect(holds.intentsOf(one.payer)).toMatchObject([{ status: 'canceled' }])
  const sessionId = newId()
  await begins(two, sessionId)
  expect(fault(await release(two.payer, two.id)).code).toBe('CONFLICT')
  const SESSION = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ChargingSession { hold { id usableUntil } } } }`
  const seen = (caller: Payer['caller']) =>
    box.ask(caller, SESSION, { representations: [{ __typename: 'ChargingSession', id: sessionId }] })
  expect((await seen(two.payer.caller)).data).toEqual({ _entities: [{ hold: { id: two.id, usableUntil: null } }] })
  expect((await seen(one.payer.caller)).data).toEqual({ _entities: [{ hold: null }] })
})

test('a start that fails lets its hold go; somebody else’s start does not', async () => {
  const one = await holds.hold()
  const failed = (userId: string, sessionId: string) =>
    box.tell('charging.session.failed', sessionId, { sessionId, userId, holdId: one.id, failure: 'REJECTED' })
  const sessionId = newId()
  await begins({ ...one, payer: (await holds.hold()).payer }, newId())
  expect((await holds.row(one.id)).session_id).toBeNull()
  await begins(one, sessionId)
  await failed(newId(), sessionId)
  await failed(one.payer.userId, newId())
  expect((await holds.row(one.id)).state).toBe('AUTHORISED')
  await failed(one.payer.userId, sessionId)
  await holds.becomes(one.id, 'RELEASED')
})

test('a start that fails waits for no sweep until its hold is let go', async () => {
  await using its = await openWithStripe({ config: { sweepMs: 24 * 3_600_000 } })
  const { hold, becomes } = withHolds(its)
  const { id: holdId, payer } = await hold()
  const about = { sessionId: newId(), userId: payer.userId, holdId, failure: 'EXPIRED' }
  await its.tell('charging.session.failed', about.sessionId, about)
  await becomes(holdId, 'RELEASED')
})

test('what no session begins with is let go in time, what one has begun with is not', async () => {
  const [unused, used, unconfirmed] = [await holds.hold(), await holds.hold(), await holds.hold('pm_card_authenticationRequired')]
  await begins(used)
  const old = new Date(Date.now() - 3_600_000)
  const ids = [unused.id, used.id, unconfirmed.id]
  await box.db.updateTable('hold').set({ usable_until: old }).where('id', 'in', ids).execute()
  await holds.becomes(unused.id, 'RELEASED')
  await holds.becomes(unconfirmed.id, 'ABANDONED')
  expect((await holds.row(used.id)).state).toBe('AUTHORISED')
  expect(holds.intentsOf(unconfirmed.payer)).toMatchObject([{ status: 'canceled' }])
})

test('by which clock a process goes says nothing of how long a hold is good', async () => {
  const { now } = Date
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() + 30 * 60_000)
  try {
    const { usable_until: until } = await holds.row((await holds.hold()).id)
    expect(until.getTime()).toBeLessThan(now() + HOLD_LIMITS.usableMs + 60_000)
  } finally {
    clock.mockRestore()
  }
})

test('a part is taken once, also when ten ask at once, and the rest let go', async () => {
  const one = await holds.hold()
  const { payer, id } = one
  await holds.billed(one, 1_250)
  const asked = await Promise.all(Array.from({ length: 10 }, () => capture(id, 1_250)))
  for (const became of asked) expect(['CAPTURING', 'CAPTURED']).toContain(became)
  await holds.becomes(id, 'CAPTURED')
  expect(await capture(id, 1_250)).toBe('CAPTURED')
  expect(await holds.row(id)).toMatchObject({ captured_minor: 1_250 })
  expect(holds.intentsOf(payer)).toMatchObject([{ status: 'succeeded', amount_received: 1_250 }])
  const operations = box.db.selectFrom('operation').select(['kind', 'state']).where('subject_id', '=', id).orderBy('id')
  expect(await operations.execute()).toEqual([
    { kind: 'AUTHORISE', state: 'DONE' },
    { kind: 'CAPTURE', state: 'DONE' },
  ])
})

test('nothing above a hold is taken, 0 lets it go, and of one that is let go nothing is taken', async () => {
  const { id } = await holds.hold()
  await expect(capture(id, 2_001)).rejects.toThrow(/cannot be taken/)
  await expect(capture(id, -1)).rejects.toThrow(/cannot be taken/)
  expect(await capture(id, 0)).toBe('RELEASED')
  expect(await capture(id, 500)).toBe('GONE')
  await holds.becomes(id, 'RELEASED')
  expect(await capture(id, 500)).toBe('GONE')
})

test('of a hold that the provider blocks no longer nothing is taken, and a hook that never came is not missed', async () => {
  const { payer, id } = await holds.hold()
  box.control.hooks({ url: null })
  const [intent] = holds.intentsOf(payer)
  // As Stripe ends it after seven days: `advance` would end those of other tests too.
  await box.provider.release(newId(), intent?.id ?? '')
  await box.db
    .updateTable('hold')
    .set({ expires_at: new Date(Date.now() - 1_000) })
    .where('id', '=', id)
    .execute()
  await holds.becomes(id, 'RELEASED')
  box.control.hooks({ url: box.hookUrl })
  expect(await capture(id, 500)).toBe('GONE')
})

test('a hold that the provider ends late is looked at again, and a hundred that it never ends keep no other from its turn', async () => {
  const { payer, id } = await holds.hold()
  const { external_id: paymentId } = await holds.row(id)
  const ended = (at: Date, ids: readonly string[]) =>
    box.db.updateTable('hold').set({ expires_at: at }).where('id', 'in', ids).execute()
  const looks = () =>
    box.db
      .selectFrom('provider_event')
      .selectAll()
      .where('about_id', '=', paymentId)
      .where('type', '=', 'evergraph.hold.expired')
      .execute()
  box.control.hooks({ url: null })
  await ended(new Date(Date.now() - 1_000), [id])
  await until(async () => (await looks())[0]?.looked_at)
  expect((await holds.row(id)).state).toBe('AUTHORISED')
  // The provider has these no more, and says nothing of them.
  const stuck = Array.from({ length: HOLD_LIMITS.perRound }, newId)
  const before = await holds.row(id)
  await box.db
    .insertInto('hold')
    .values(stuck.map((each) => ({ ...before, id: each, external_id: `pi_${each}`, idempotency_key: each, session_id: newId() })))
    .execute()
  await ended(new Date(Date.now() - 3_600_000), stuck)
  const [intent] = holds.intentsOf(payer)
  await box.provider.release(newId(), intent?.id ?? '')
  // An hour later.
  for (const { event_id } of await looks())
    await box.db.updateTable('provider_event').set({ event_id: newId() }).where('event_id', '=', event_id).execute()
  await holds.becomes(id, 'RELEASED')
  box.control.hooks({ url: box.hookUrl })
})

test('what somebody takes on the provider’s own page is noted for a person, and opens no charger', async () => {
  const { id, payer } = await holds.hold()
  const { external_id: paymentId } = await holds.row(id)
  await box.provider.capture(newId(), paymentId ?? '', { amountMinor: 700, currency: 'EUR' })
  const noted = box.db
    .selectFrom('mismatch')
    .selectAll()
    .where('about_id', '=', paymentId ?? '')
  const found = await until(() => noted.executeTakeFirst())
  expect(found).toMatchObject({ kind: 'CAPTURED_UNASKED', ours_minor: 0, theirs_minor: 700, currency: 'EUR' })
  expect((await holds.row(id)).state).toBe('RELEASING')
  expect(holds.intentsOf(payer)).toMatchObject([{ amount_received: 700 }])
})

test('the database lets no hold go back, and nothing that was agreed change', async () => {
  const { id } = await holds.hold()
  await box.db.transaction().execute((trx) => releaseHold(trx, id))
  await holds.becomes(id, 'RELEASED')
  const set = (change: object) => box.db.updateTable('hold').set(change).where('id', '=', id).execute()
  await expect(set({ state: 'AUTHORISED' })).rejects.toMatchObject({ constraint: 'hold_forward' })
  await expect(set({ amount_minor: 1 })).rejects.toMatchObject({ constraint: 'hold_agreed' })
  await expect(set({ external_id: 'pi_other' })).rejects.toMatchObject({ constraint: 'hold_agreed' })
})

test('who leaves is not waited for: what is blocked for them is let go, and their cards are forgotten at the provider', async () => {
  const { id, payer } = await holds.hold()
  await box.tell('accounts.user.deleted', payer.userId, { userId: payer.userId, deletedAt: new Date().toISOString() })
  await holds.becomes(id, 'RELEASED')
  const kept = () =>
    box.control.objects('payment_method').some((each) => each.id === payer.methodId && 'customer' in each && each.customer !== null)
  await until(() => !kept())
})

/** The last: it moves the clock of the provider, and ends every hold there is. */
test('a hold that the provider has ended by itself is EXPIRED, and a capture that comes too late takes nothing', async () => {
  const [one, late] = [await holds.hold(), await holds.hold()]
  await holds.billed(late, 900)
  box.control.outage(true)
  await capture(late.id, 900)
  box.control.advance(8 * 24 * 3_600_000)
  box.control.outage(false)
  await box.db
    .updateTable('hold')
    .set({ expires_at: new Date(Date.now() - 1_000) })
    .where('id', 'in', [one.id, late.id])
    .execute()
  await holds.becomes(one.id, 'EXPIRED')
  await holds.becomes(late.id, 'EXPIRED')
  expect(await capture(one.id, 500)).toBe('GONE')
  expect(holds.intentsOf(late.payer)).toMatchObject([{ status: 'canceled', amount_received: 0 }])
})
