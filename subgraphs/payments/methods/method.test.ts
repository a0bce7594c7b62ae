import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import type { User } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { until } from '../../../test/until.ts'
import { withHolds } from '../holds/hold.fixture.ts'
import { releaseHold } from '../holds/hold.ts'
import type { PaymentProvider } from '../providers/provider.ts'
import { openPaypal, type PaypalWorld } from '../providers/paypal/paypal.fixture.ts'
import { openWithStripe, type PaymentsWithStripe } from '../stripe.fixture.ts'
import { METHOD_LIMITS } from './limits.ts'
import { isExpired } from './method.ts'

let box: PaymentsWithStripe
let paypal: PaypalWorld
let holds: ReturnType<typeof withHolds>
beforeAll(async () => {
  paypal = await openPaypal()
  const both = (stripe: PaymentProvider) => new Map([stripe, paypal.provider].map((each) => [each.name, each]))
  box = await openWithStripe({ providers: both })
  holds = withHolds(box)
})
afterAll(async () => {
  await box[Symbol.asyncDispose]()
  await paypal.sandbox.close()
})

interface MethodAnswer {
  id: string
  state: string
  label: string | null
  isDefault: boolean
  clientSecret: string | null
  approvalUrl: string | null
  expiresOn: string | null
}
const FIELDS = 'id state label isDefault clientSecret approvalUrl expiresOn'
const setUp = (caller: User, input: object = {}) =>
  box.ask<{ setUpPaymentMethod: MethodAnswer }>(
    caller,
    `mutation ($input: SetUpPaymentMethodInput!) { setUpPaymentMethod(input: $input) { ${FIELDS} } }`,
    { input: { idempotencyKey: newId(), provider: 'STRIPE', ...input } },
  )
const change = (name: 'setDefaultPaymentMethod' | 'removePaymentMethod', caller: User, paymentMethodId: string) => {
  const input = `${name[0]?.toUpperCase()}${name.slice(1)}Input`
  return box.ask<Record<string, MethodAnswer>>(caller, `mutation ($input: ${input}!) { ${name}(input: $input) { ${FIELDS} } }`, {
    input: { paymentMethodId },
  })
}
const list = async (caller: User, of = caller.userId): Promise<MethodAnswer[] | null> => {
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on User { paymentMethods { edges { node { ${FIELDS} } } } } } }`
  const { data } = await box.ask<{ _entities: { paymentMethods: { edges: { node: MethodAnswer }[] } | null }[] }>(caller, query, {
    representations: [{ __typename: 'User', id: of }],
  })
  return data?._entities[0]?.paymentMethods?.edges.map(({ node }) => node) ?? null
}
/** A way to pay that was begun, and what its user did then. */
const confirmed = async (caller: User, agrees = true) => {
  const { data, errors } = await setUp(caller)
  if (!data) throw new Error(JSON.stringify(errors))
  const { id, clientSecret } = data.setUpPaymentMethod
  box.control.customer(box.control.bySecret(clientSecret ?? ''), agrees)
  await until(async () => (agrees ? (await row(id)).state === 'ACTIVE' : (await row(id)).decline_code))
  return id
}
const row = (id: string) => box.db.selectFrom('payment_method').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('a card is kept once its user has confirmed it, the first one is the default, and nobody else sees it', async () => {
  const { caller } = box.newUser()
  const idempotencyKey = newId()
  const same = await Promise.all(Array.from({ length: 5 }, () => setUp(caller, { idempotencyKey })))
  expect(new Set(same.map(({ data }) => data?.setUpPaymentMethod.id)).size).toBe(1)
  expect(fault(await setUp(caller, { idempotencyKey, provider: 'PAYPAL' })).code).toBe('CONFLICT')
  const begun = (await setUp(caller, { idempotencyKey })).data?.setUpPaymentMethod
  expect(begun).toMatchObject({ state: 'SETTING_UP', label: null })
  expect(begun?.clientSecret).toMatch(/_secret_/)
  box.control.customer(box.control.bySecret(begun?.clientSecret ?? ''))
  const kept = await until(async () => (await list(caller))?.find(({ state }) => state === 'ACTIVE'))
  expect(kept).toMatchObject({
    id: begun?.id,
    isDefault: true,
    clientSecret: null,
    expiresOn: expect.stringMatching(/^\d{4}-12-31$/),
  })
  expect(kept.label).not.toMatch(/\d{5}/)
  const second = await confirmed(caller)
  expect((await list(caller))?.map(({ id, isDefault }) => [id, isDefault])).toEqual([
    [second, false],
    [kept.id, true],
  ])
  const customers = new Set((await Promise.all([row(second), row(kept.id)])).map(({ customer_id: customer }) => customer))
  expect(customers.size).toBe(1)
  expect(await list(box.newUser().caller, caller.userId)).toBeNull()
})

test('one that its user does not confirm is not kept, and given up after a day', async () => {
  const { caller } = box.newUser()
  const id = await confirmed(caller, false)
  expect(await row(id)).toMatchObject({ state: 'SETTING_UP', method_id: null })
  const long = { created_at: new Date(Date.now() - 25 * 3_600_000), next_at: new Date(0) }
  // A look that is under way would put the next one off.
  await until(async () => {
    await box.db.updateTable('operation').set(long).where('subject_id', '=', id).where('state', '=', 'OPEN').execute()
    return (await row(id)).state === 'FAILED'
  })
  expect(await row(id)).toMatchObject({ method_id: null, client_secret: null })
})

test('a set-up at PayPal, which tells nobody that it was approved, is asked for soon, and kept', async () => {
  const { caller } = box.newUser()
  const { id, approvalUrl } = (await setUp(caller, { provider: 'PAYPAL' })).data?.setUpPaymentMethod ?? expect.fail()
  const open = box.db.selectFrom('operation').selectAll().where('subject_id', '=', id).where('state', '=', 'OPEN')
  const change = (to: { created_at?: Date; tries?: number; next_at: Date }) =>
    box.db.updateTable('operation').set(to).where('subject_id', '=', id).where('state', '=', 'OPEN').execute()
  // However often it was asked for: their user may be a minute on the page, or an hour. Neither pause is that of the lease, 45 s.
  for (const [minutes, leastMs, mostMs] of [
    [0, 0, 5_000],
    [1, 0, 11_000],
    [60, 60_000, 601_000],
  ] as const) {
    await change({ created_at: new Date(Date.now() - minutes * 60_000), tries: 20, next_at: new Date(0) })
    await until(async () => {
      const { tries, next_at: next } = await open.executeTakeFirstOrThrow()
      const pauseMs = next.getTime() - Date.now()
      return tries > 20 && pauseMs >= leastMs && pauseMs <= mostMs
    })
  }
  const page = await fetch(approvalUrl ?? '', { method: 'POST', body: 'does=GOOD', redirect: 'manual' })
  expect(page.headers.get('location')).toContain(`paymentMethod=${id}`)
  await change({ next_at: new Date(0) })
  const kept = await until(async () => (await list(caller))?.find(({ state }) => state === 'ACTIVE'))
  expect(kept).toMatchObject({ id, label: 'd•••@example.com', isDefault: true })
})

test('one way to pay is the default, also when two are made it at once', async () => {
  const { caller } = box.newUser()
  const [first, second] = [await confirmed(caller), await confirmed(caller)]
  await Promise.all([first, second, first, second].map((id) => change('setDefaultPaymentMethod', caller, id)))
  expect((await list(caller))?.filter(({ isDefault }) => isDefault)).toHaveLength(1)
  expect(fault(await change('setDefaultPaymentMethod', box.newUser().caller, first))).toEqual({
    code: 'NOT_FOUND',
    path: ['input', 'paymentMethodId'],
  })
})

test('one that something is to be paid with is not removed, and the answer says what; then it is gone at the provider too', async () => {
  const { id: holdId, payer } = await holds.hold()
  const { caller, paymentMethodId, methodId } = payer
  const refused = await change('removePaymentMethod', caller, paymentMethodId)
  expect(fault(refused)).toEqual({ code: 'METHOD_IN_USE', path: ['input', 'paymentMethodId'] })
  expect(refused.errors?.[0]?.message).toContain(holdId)
  await box.db.transaction().execute((trx) => releaseHold(trx, holdId))
  await holds.becomes(holdId, 'RELEASED')
  const bill = { id: newId(), kind: 'SESSION' as const, subject_id: newId(), user_id: payer.userId, currency: 'EUR' }
  await box.db
    .insertInto('bill')
    .values({ ...bill, state: 'OPEN', total_minor: 500 })
    .execute()
  expect((await change('removePaymentMethod', caller, paymentMethodId)).errors?.[0]?.message).toContain(bill.id)
  await box.db.updateTable('bill').set({ state: 'PAID', paid_minor: 500, paid_at: new Date() }).where('id', '=', bill.id).execute()
  expect(fault(await change('removePaymentMethod', box.newUser().caller, paymentMethodId)).code).toBe('NOT_FOUND')
  const other = await confirmed(caller)
  expect((await change('removePaymentMethod', caller, paymentMethodId)).data).toMatchObject({
    removePaymentMethod: { state: 'REMOVED' },
  })
  expect(await list(caller)).toMatchObject([{ id: other, isDefault: true }])
  await until(() => {
    const [card] = box.control.objects('payment_method').filter((each) => each.object === 'payment_method' && each.id === methodId)
    return !card || (card.object === 'payment_method' && card.customer === null)
  })
  expect(fault(await change('removePaymentMethod', caller, paymentMethodId)).code).toBe('NOT_FOUND')
})

test('cards are not tried out here: a user begins so many set-ups in a day, fewer if they come to nothing', async () => {
  const { caller } = box.newUser()
  const answers = await Promise.all(Array.from({ length: METHOD_LIMITS.failed.perUserDaily + 4 }, () => setUp(caller)))
  expect(answers.filter(({ data }) => data)).toHaveLength(METHOD_LIMITS.failed.perUserDaily)
  expect(fault(await setUp(caller)).code).toBe('RATE_LIMITED')
  // Another user is not held up by it: nobody knows that they are at one address.
  expect((await setUp(box.newUser().caller)).data).not.toBeNull()
})

test('a card is good up to the end of its last day', async () => {
  const { paymentMethodId } = await box.payer()
  const method = { ...(await row(paymentMethodId)), expires_on: new Date(2027, 7, 31) }
  expect(isExpired(method, new Date(2027, 7, 31, 23, 59))).toBe(false)
  expect(isExpired(method, new Date(2027, 8, 1))).toBe(true)
  expect(isExpired({ ...method, expires_on: null })).toBe(false)
})
