import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Money, type Payer, type PaymentOrder, type PaymentProvider, type Reading, Refused, Unknown } from './provider.ts'

/** An adapter against its counterpart at the wire, and what only the counterpart can do. */
export interface Sandbox {
  provider: PaymentProvider
  /** A user whose kept way to pay takes the money, is declined, or asks for its user first. */
  payer: (way: 'GOOD' | 'DECLINED' | 'ASKS') => Promise<{ payer: Payer; methodId: string }>
  /** A user does what a payment or set-up asks of them, with a good way to pay, or fails to. */
  customer: (externalId: string, does: 'AGREES' | 'FAILS') => Promise<void>
  /**
   * How the next call goes that changes something. LOST: done, without an answer. UNSENT: not done, without an answer. BROKEN: 500, not
   * done. BUSY: 429. SLOW: an answer past the adapter's time limit, done. REFUSED: a definite 4xx.
   */
  next: (fault: 'LOST' | 'UNSENT' | 'BROKEN' | 'BUSY' | 'SLOW' | 'REFUSED') => void
  /** `next` is over, also where it was not used. */
  mend: () => void
  /** The provider is away, or back. */
  outage: (away: boolean) => void
  advance: (ms: number) => Promise<void>
  /** Refunds stay PENDING until they are settled. */
  pendingRefunds: (on: boolean) => void
  settleRefund: (refundId: string, state: 'SUCCEEDED' | 'FAILED') => Promise<void>
  /** A hook about a payment: by the secret or certificate of now, of before (still taken), or by a stranger's. */
  hook: (
    paymentId: string,
    signed: { by: 'NOW' | 'BEFORE' | 'STRANGER'; ageMs: number },
  ) => Promise<{ headers: IncomingHttpHeaders; raw: Buffer }>
  /** An amount in the provider's own count, as its wire has it. */
  counted: (paymentId: string) => Promise<string>
  /** Amounts that are taken, and how the provider counts them; and amounts that it cannot count. */
  amounts: { taken: (Money & { counted: string })[]; refused: Money[] }
  /** How old a hook may be. A provider whose repeated hooks bear the time of the first believes old ones. Default: 5 minutes. */
  hookAgeMs?: number
  /** What an operation can be sought for besides payments and refunds. Default: everything. */
  finds?: readonly Reading['kind'][]
  /** An operator's account there. */
  account: string
  /** What may never be seen in a message. */
  secrets: string[]
  close: () => Promise<void>
}

const EUR = (amountMinor: number): Money => ({ amountMinor, currency: 'EUR' })
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** What every provider's adapter must do, whoever the provider is. */
export function describeProvider(name: string, open: () => Promise<Sandbox>): void {
  describe(`${name}, as every provider`, () => {
    let world: Sandbox
    let provider: PaymentProvider
    let good: Awaited<ReturnType<Sandbox['payer']>>
    beforeAll(async () => {
      world = await open()
      provider = world.provider
      good = await world.payer('GOOD')
    })
    afterAll(() => world.close())

    const order = (amount: Money, more: Partial<PaymentOrder> = {}): PaymentOrder => ({
      operationId: randomUUID(),
      returnUrl: 'https://evergraph.example/back',
      amount,
      ...good,
      keepMethod: false,
      offSession: false,
      statement: 'EVERGRAPH',
      ...more,
    })
    /** A charge while its user is away. */
    const away = (amount: Money, more: Partial<PaymentOrder> = {}) => order(amount, { offSession: true, ...more })
    const hold = async (amount: Money) => {
      const held = await provider.authorise(order(amount))
      expect(held).toMatchObject({ state: 'AUTHORISED', amount, capturedMinor: 0, decline: null })
      return held
    }
    const paid = async (amount: Money) => {
      const payment = await provider.charge(away(amount))
      expect(payment).toMatchObject({ state: 'CAPTURED', capturedMinor: amount.amountMinor, refundedMinor: 0 })
      return payment
    }
    const paymentNow = async (id: string) => {
      const read = await provider.read('PAYMENT', id)
      if (read.kind !== 'PAYMENT') throw new Error(`A ${read.kind} was read as a payment.`)
      return read
    }
    /** Every movement after a cursor, page by page. */
    const movements = async (from: string | null) => {
      const all = []
      let cursor = from
      for (;;) {
        const page = await provider.since(cursor)
        all.push(...page.movements)
        cursor = page.cursor
        if (!page.more) return { all, cursor }
      }
    }
    const euros = (all: { amount: Money; feeMinor: number }[]) =>
      all.reduce((sum, { amount, feeMinor }) => sum + (amount.currency === 'EUR' ? amount.amountMinor - feeMinor : 0), 0)

    test.for(['LOST', 'UNSENT', 'SLOW', 'BUSY'] as const)('%s: the same call again gives one payment', async (fault) => {
      const before = await movements(null)
      const asked = away(EUR(1234))
      world.next(fault)
      await expect(provider.charge(asked)).rejects.toBeInstanceOf(Unknown)
      // A loaded machine may be slow before it comes to what is to be slow.
      world.mend()
      const payment = await provider.charge(asked)
      expect(payment).toMatchObject({ state: 'CAPTURED', capturedMinor: 1234, operationId: asked.operationId })
      expect(await provider.charge(asked)).toEqual(payment)
      expect((await movements(before.cursor)).all).toMatchObject([
        { kind: 'PAYMENT', aboutId: payment.externalId, amount: EUR(1234) },
      ])
    })

    test('a 500 says nothing: it is Unknown', async () => {
      world.next('BROKEN')
      await expect(provider.charge(away(EUR(1000)))).rejects.toBeInstanceOf(Unknown)
    })

    test('a provider that is away is Unknown for every call', async () => {
      const payment = await paid(EUR(500))
      world.outage(true)
      try {
        const calls = [
          provider.authorise(order(EUR(500))),
          provider.refund(randomUUID(), payment.externalId, EUR(100)),
          provider.read('PAYMENT', payment.externalId),
          provider.find({ operationId: randomUUID(), kind: 'PAYMENT', since: new Date(Date.now() - DAY), paymentId: null }),
          provider.since(null),
          // What could not be forgotten is still kept there.
          provider.removeMethod('pm_1'),
        ]
        for (const result of await Promise.allSettled(calls)) expect(result).toMatchObject({ reason: { name: 'Unknown' } })
      } finally {
        world.outage(false)
      }
    })

    test('after a definite refusal a new operation works', async () => {
      const asked = away(EUR(1500))
      world.next('REFUSED')
      await expect(provider.charge(asked)).rejects.toBeInstanceOf(Refused)
      expect(await provider.charge({ ...asked, operationId: randomUUID() })).toMatchObject({ state: 'CAPTURED' })
    })

    test('the same operation ten times at once is one payment, and nobody is told that it was refused', async () => {
      const before = await movements(null)
      const asked = away(EUR(700))
      const results = await Promise.allSettled(Array.from({ length: 10 }, () => provider.charge(asked)))
      for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(Unknown)
      expect(await provider.charge(asked)).toMatchObject({ state: 'CAPTURED' })
      expect((await movements(before.cursor)).all).toHaveLength(1)
    })

    test('a part of a hold is taken, once, and the rest let go', async () => {
      const held = await hold(EUR(5000))
      expect(held.expiresAt?.getTime()).toBeGreaterThan(Date.now())
      const operationId = randomUUID()
      world.next('LOST')
      await expect(provider.capture(operationId, held.externalId, EUR(1999))).rejects.toBeInstanceOf(Unknown)
      const captured = await provider.capture(operationId, held.externalId, EUR(1999))
      expect(captured).toMatchObject({
        state: 'CAPTURED',
        amount: EUR(5000),
        capturedMinor: 1999,
        refundedMinor: 0,
        expiresAt: null,
      })
      await expect(provider.capture(randomUUID(), held.externalId, EUR(1999))).rejects.toBeInstanceOf(Refused)
      expect(await paymentNow(held.externalId)).toMatchObject({ capturedMinor: 1999 })
    })

    test('nothing above a hold is taken, nor 0, and the hold stands', async () => {
      const held = await hold(EUR(2000))
      for (const amountMinor of [2001, 0, -1, 1.5])
        await expect(provider.capture(randomUUID(), held.externalId, EUR(amountMinor))).rejects.toBeInstanceOf(Refused)
      expect(await provider.capture(randomUUID(), held.externalId, EUR(2000))).toMatchObject({ capturedMinor: 2000 })
    })

    test('less than the minimum is refused, and the minimum taken', async () => {
      const least = provider.least('EUR')
      if (least > 1) await expect(provider.charge(away(EUR(least - 1)))).rejects.toBeInstanceOf(Refused)
      expect(await provider.charge(away(EUR(least)))).toMatchObject({ state: 'CAPTURED', capturedMinor: least })
    })

    test('a hold is let go, also twice; then nothing is taken of it, and what was taken is not let go', async () => {
      const held = await hold(EUR(2000))
      expect(await provider.release(randomUUID(), held.externalId)).toMatchObject({ state: 'CANCELLED', capturedMinor: 0 })
      expect(await provider.release(randomUUID(), held.externalId)).toMatchObject({ state: 'CANCELLED' })
      await expect(provider.capture(randomUUID(), held.externalId, EUR(2000))).rejects.toBeInstanceOf(Refused)
      const payment = await paid(EUR(600))
      await expect(provider.release(randomUUID(), payment.externalId)).rejects.toBeInstanceOf(Refused)
    })

    test('a charge while its user is away is declined, and not thrown', async () => {
      const declined = await provider.charge(away(EUR(900), await world.payer('DECLINED')))
      expect(declined).toMatchObject({ state: 'DECLINED', capturedMinor: 0, action: null })
      expect(declined.decline?.code).toMatch(/\w/)
      expect(await paymentNow(declined.externalId)).toEqual(declined)
    })

    test('a way that asks for its user is declined while they are away', async () => {
      const declined = await provider.charge(away(EUR(900), await world.payer('ASKS')))
      expect(declined).toMatchObject({ state: 'DECLINED', decline: { again: false } })
    })

    test.for([
      ['AGREES', 'AUTHORISED'],
      ['FAILS', 'DECLINED'],
    ] as const)('a user who is asked, and %s: %s', async ([does, state]) => {
      const asked = order(EUR(1800), await world.payer('ASKS'))
      const begun = await provider.authorise(asked)
      expect(begun.state).toBe('REQUIRES_ACTION')
      expect(begun.action?.approvalUrl ?? begun.action?.clientSecret).toMatch(/\w/)
      await world.customer(begun.externalId, does)
      expect(await provider.authorise(asked)).toMatchObject({ state, externalId: begun.externalId, action: null })
      expect((await paymentNow(begun.externalId)).state).toBe(state)
    })

    test('who has no way kept gives one on the provider’s page or form, and may keep it', async () => {
      const payer: Payer = { userId: randomUUID(), customerId: null }
      const asked = order(EUR(2500), { payer, methodId: null, keepMethod: true })
      const begun = await provider.authorise(asked)
      expect(begun).toMatchObject({ state: 'REQUIRES_ACTION', method: null })
      await world.customer(begun.externalId, 'AGREES')
      const { state, method } = await provider.authorise(asked)
      expect({ state, method }).toMatchObject({ state: 'AUTHORISED', method: { methodId: expect.any(String) } })
      if (!method) throw new Error('unreachable')
      const again = away(EUR(400), { payer: { ...payer, customerId: method.customerId }, methodId: method.methodId })
      expect(await provider.charge(again)).toMatchObject({ state: 'CAPTURED' })
    })

    test('a way to pay is set up with its user, kept without its number, and forgotten, also twice', async () => {
      const payer: Payer = { userId: randomUUID(), customerId: null, email: 'anna@example.com' }
      const asked = { operationId: randomUUID(), payer, returnUrl: 'https://evergraph.example/back' }
      const begun = await provider.setUp(asked)
      expect(begun).toMatchObject({ kind: 'SET_UP', state: 'REQUIRES_ACTION', method: null, operationId: asked.operationId })
      await world.customer(begun.externalId, 'AGREES')
      const { state, method } = await provider.setUp(asked)
      expect(state).toBe('SUCCEEDED')
      expect(method?.label).not.toMatch(/\d{5}/)
      if (!method) throw new Error('unreachable')
      const charge = (more = {}) =>
        provider.charge(away(EUR(450), { payer: { ...payer, customerId: method.customerId }, methodId: method.methodId, ...more }))
      expect(await charge()).toMatchObject({ state: 'CAPTURED' })
      await provider.removeMethod(method.methodId)
      await provider.removeMethod(method.methodId)
      await expect(charge()).rejects.toBeInstanceOf(Refused)
    })

    test('a set-up that its user fails is declined', async () => {
      const payer: Payer = { userId: randomUUID(), customerId: null }
      const asked = { operationId: randomUUID(), payer, returnUrl: 'https://evergraph.example/back' }
      const begun = await provider.setUp(asked)
      await world.customer(begun.externalId, 'FAILS')
      expect(await provider.read('SET_UP', begun.externalId)).toMatchObject({ method: null, decline: { code: expect.any(String) } })
    })

    test('refunds at once never pass what was taken', async () => {
      const payment = await paid(EUR(1000))
      const halves = Array.from({ length: 5 }, () => provider.refund(randomUUID(), payment.externalId, EUR(500)))
      const results = await Promise.allSettled(halves)
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
      for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(Refused)
      expect(await paymentNow(payment.externalId)).toMatchObject({ capturedMinor: 1000, refundedMinor: 1000 })
    })

    test('of a hold taken in part only that part is refunded', async () => {
      const held = await hold(EUR(3000))
      await provider.capture(randomUUID(), held.externalId, EUR(1000))
      await expect(provider.refund(randomUUID(), held.externalId, EUR(1001))).rejects.toBeInstanceOf(Refused)
      expect(await provider.refund(randomUUID(), held.externalId, EUR(400))).toMatchObject({ amount: EUR(400) })
      expect(await paymentNow(held.externalId)).toMatchObject({ capturedMinor: 1000, refundedMinor: 400 })
    })

    test('a refund whose answer was lost is one refund; of 0 it is refused', async () => {
      const payment = await paid(EUR(1000))
      const operationId = randomUUID()
      world.next('LOST')
      await expect(provider.refund(operationId, payment.externalId, EUR(300))).rejects.toBeInstanceOf(Unknown)
      const refund = await provider.refund(operationId, payment.externalId, EUR(300))
      expect(refund).toMatchObject({ kind: 'REFUND', operationId, paymentId: payment.externalId })
      expect(await paymentNow(payment.externalId)).toMatchObject({ refundedMinor: 300 })
      await expect(provider.refund(randomUUID(), payment.externalId, EUR(0))).rejects.toBeInstanceOf(Refused)
    })

    test.for(['SUCCEEDED', 'FAILED'] as const)('a refund is pending, and then %s', async (state) => {
      const payment = await paid(EUR(1000))
      world.pendingRefunds(true)
      const refund = await provider.refund(randomUUID(), payment.externalId, EUR(1000))
      world.pendingRefunds(false)
      expect(refund.state).toBe('PENDING')
      await world.settleRefund(refund.externalId, state)
      expect(await provider.read('REFUND', refund.externalId)).toMatchObject({ state })
      expect((await paymentNow(payment.externalId)).refundedMinor).toBe(state === 'FAILED' ? 0 : 1000)
    })

    test('an operator is paid once, though the answer was lost', async () => {
      await paid(EUR(9000))
      const before = await movements(null)
      const asked = { operationId: randomUUID(), account: world.account, amount: EUR(4000), statement: 'WEEK 47' }
      world.next('LOST')
      await expect(provider.payOut(asked)).rejects.toBeInstanceOf(Unknown)
      const sent = await provider.payOut(asked)
      expect(sent).toMatchObject({ kind: 'PAY_OUT', amount: EUR(4000), operationId: asked.operationId })
      expect(['PENDING', 'PAID']).toContain(sent.state)
      const moved = (await movements(before.cursor)).all.filter(({ kind }) => kind === 'PAY_OUT')
      expect(moved).toMatchObject([{ amount: EUR(-4000), operationId: asked.operationId }])
      // A provider that does not say which payout it was says whose operation.
      expect([sent.externalId, null]).toContain(moved[0]?.aboutId)
    })

    test('a hook is believed by the secret of now and the one before, in time, and to the byte', async () => {
      const { externalId } = await paid(EUR(500))
      for (const by of ['NOW', 'BEFORE'] as const) {
        const { headers, raw } = await world.hook(externalId, { by, ageMs: 0 })
        const hook = await provider.verifyHook(headers, raw)
        expect(hook).toMatchObject({ eventId: expect.any(String), about: { kind: 'PAYMENT', externalId } })
      }
      const stranger = await world.hook(externalId, { by: 'STRANGER', ageMs: 0 })
      expect(await provider.verifyHook(stranger.headers, stranger.raw)).toBeNull()
      const old = await world.hook(externalId, { by: 'NOW', ageMs: (world.hookAgeMs ?? 5 * MINUTE) + MINUTE })
      expect(await provider.verifyHook(old.headers, old.raw)).toBeNull()
      const { headers, raw } = await world.hook(externalId, { by: 'NOW', ageMs: 0 })
      const serialised = Buffer.from(JSON.stringify(JSON.parse(raw.toString()), null, 1))
      expect(serialised.equals(raw)).toBe(false)
      for (const bytes of [serialised, Buffer.from('{}'), Buffer.alloc(0)])
        expect(await provider.verifyHook(headers, bytes)).toBeNull()
      expect(await provider.verifyHook({}, raw)).toBeNull()
    })

    test('amounts of every kind of currency go there and come back, in the provider’s own count', async () => {
      for (const { counted, ...amount } of world.amounts.taken) {
        const payment = await provider.charge(away(amount))
        expect(payment).toMatchObject({ state: 'CAPTURED', amount, capturedMinor: amount.amountMinor })
        expect(await world.counted(payment.externalId)).toBe(counted)
        expect(amount.amountMinor % provider.step(amount.currency)).toBe(0)
      }
      for (const amount of world.amounts.refused)
        await expect(provider.charge(away(amount)), amount.currency).rejects.toBeInstanceOf(Refused)
    })

    test('a payment whose answer was lost is found at once; one that never came is not, but only later is that certain', async () => {
      const asked = away(EUR(1100))
      const sought = { operationId: asked.operationId, kind: 'PAYMENT', since: new Date(), paymentId: null } as const
      world.next('LOST')
      await expect(provider.charge(asked)).rejects.toBeInstanceOf(Unknown)
      expect(await provider.find(sought)).toMatchObject({ kind: 'PAYMENT', state: 'CAPTURED', operationId: asked.operationId })
      const never = { ...sought, operationId: randomUUID() }
      await expect(provider.find(never)).rejects.toBeInstanceOf(Unknown)
      expect(await provider.find({ ...never, since: new Date(Date.now() - DAY) })).toBeNull()
    })

    test('refunds, payouts and set-ups are found too, and of a capture its payment', async () => {
      const since = new Date(Date.now() - MINUTE)
      const held = await hold(EUR(5000))
      const capture = randomUUID()
      await provider.capture(capture, held.externalId, EUR(5000))
      const refund = await provider.refund(randomUUID(), held.externalId, EUR(100))
      const payOut = await provider.payOut({ operationId: randomUUID(), account: world.account, amount: EUR(200), statement: 'W' })
      const payer: Payer = { userId: randomUUID(), customerId: null }
      const setUp = await provider.setUp({ operationId: randomUUID(), payer, returnUrl: 'https://evergraph.example/back' })
      const others = [payOut, setUp].filter(({ kind }) => world.finds?.includes(kind) ?? true)
      for (const { kind, externalId, operationId } of [refund, ...others]) {
        const paymentId = kind === 'REFUND' ? held.externalId : null
        expect(await provider.find({ operationId: operationId ?? '', kind, since, paymentId })).toMatchObject({ kind, externalId })
      }
      const sought = { operationId: capture, kind: 'PAYMENT', since, paymentId: held.externalId } as const
      expect(await provider.find(sought)).toMatchObject({ externalId: held.externalId, capturedMinor: 5000 })
    })

    test('the provider’s list, page by page, sums to what happened', async () => {
      const before = await movements(null)
      const payment = await paid(EUR(2000))
      const refund = await provider.refund(randomUUID(), payment.externalId, EUR(500))
      const held = await hold(EUR(1500))
      const { feeMinor } = await provider.capture(randomUUID(), held.externalId, EUR(1200))
      await provider.release(randomUUID(), (await hold(EUR(1500))).externalId)
      const { all } = await movements(before.cursor)
      expect(all).toMatchObject([
        { kind: 'PAYMENT', aboutId: payment.externalId, amount: EUR(2000), operationId: payment.operationId },
        { kind: 'REFUND', aboutId: refund.externalId, amount: EUR(-500), operationId: refund.operationId },
        { kind: 'PAYMENT', aboutId: held.externalId, amount: EUR(1200), operationId: held.operationId },
      ])
      expect(feeMinor).toBe(all[2]?.feeMinor)
      const whole = await movements(null)
      expect(whole.all).toHaveLength(before.all.length + 3)
      expect(new Set(whole.all.map(({ externalId }) => externalId)).size).toBe(whole.all.length)
      expect(euros(whole.all)).toBe(euros(before.all) + euros(all))
      expect((await movements(whole.cursor)).all).toEqual([])
    })

    test('no message has a secret in it', async () => {
      const faults = ['LOST', 'BROKEN', 'BUSY', 'REFUSED'] as const
      for (const fault of faults) {
        world.next(fault)
        const error: Error = await provider.charge(away(EUR(500))).then(
          () => new Error('It was not refused.'),
          (reason: Error) => reason,
        )
        const seen = `${error.message}${JSON.stringify(error)}${String(error.cause)}`
        for (const secret of world.secrets) expect(seen).not.toContain(secret)
      }
    })

    /** The last: it moves the provider's clock. */
    test('a hold ends by itself, and then nothing is taken of it', async () => {
      const held = await hold(EUR(2000))
      await world.advance(provider.can.holdDays * DAY + MINUTE)
      await expect(provider.capture(randomUUID(), held.externalId, EUR(2000))).rejects.toBeInstanceOf(Refused)
      expect(await paymentNow(held.externalId)).toMatchObject({ state: 'EXPIRED', capturedMinor: 0, expiresAt: null })
      expect((await provider.release(randomUUID(), held.externalId)).state).toBe('EXPIRED')
    })
  })
}
