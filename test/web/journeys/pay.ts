import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PayHoldsDocument } from '../../../clients/driver/generated/graphql.ts'
import { createClient } from '../../../clients/sdk/client.ts'
import { connectChargePoint } from '../../charge-point.ts'
import { makeWorld, type TestWorld } from '../../world.ts'
import type { Login, Web } from '../platform.ts'
import { charged, give, GOOD, startAt, total } from '../till.ts'

const HOLD = 45
const EMPTY = '4000000000009995'
const ASKING = '4000002500003155'
/** The browser itself tells of it when the frame of the provider hears that a card was declined. */
const DECLINED = /status of 402/

export function pay(web: () => Web): void {
  const cleanup = new AsyncDisposableStack()
  let world: TestWorld
  /** Where nothing is held. */
  let open: TestWorld
  beforeAll(async () => {
    world = await makeWorld(web().graphUrl, 3, { hold: HOLD, name: 'Bastion' })
    open = await makeWorld(web().graphUrl, 2, { name: 'Wharf' })
    for (const { identity, password } of [...world.stations, ...open.stations])
      cleanup.use(
        await connectChargePoint({
          url: web().stack.ocppUrl,
          identity,
          password,
          version: '2.0.1',
          // The last is slow enough to be stopped before it is worth a payment.
          evses: [{ powerW: identity === open.stations[1]?.identity ? 3_000 : 50_000 }],
          speed: 120,
          meterIntervalMs: 250,
        }),
      )
  })
  afterAll(() => cleanup.disposeAsync())

  const newDriver = async (): Promise<Login> => {
    const login = { email: `pay-${randomUUID()}@evergraph.test`, password: 'a-long-enough-password' }
    await using client = createClient({ url: web().graphUrl })
    await client.register({ ...login, displayName: 'Payer' })
    return login
  }
  const holdsOf = async (login: Login) => {
    const { me } = await (await web().client(login)).execute(PayHoldsDocument)
    return me?.holds?.edges.map(({ node }) => node) ?? []
  }
  /** All that Stripe has of payments, the oldest first. */
  const payments = () =>
    web()
      .stripe.control.objects('payment_intent')
      .flatMap((each) => (each.object === 'payment_intent' ? [each] : []))

  test('a driver without a way to pay adds a card, has the amount held by two clicks once, charges, and pays exactly the bill', async () => {
    const login = await newDriver()
    const { page, complaints } = await web().open('driver', login)
    await page.goto('/pay')
    await page.getByText('No way to pay yet.').waitFor()
    await page.getByRole('button', { name: 'Add a card' }).click()
    await give(page, GOOD, 'Keep this card')
    await page.getByText('The usual one').waitFor()

    const before = payments().length
    await startAt(page, world.stations[0]?.id)
    await page.getByRole('radio', { name: 'Visa •••• 4242' }).waitFor()
    await page.getByRole('button', { name: 'Hold €45.00 and start' }).dblclick()
    await charged(page)

    const cost = await total(page)
    await page.getByText('Paid', { exact: true }).waitFor()
    const paid = payments().slice(before)
    expect(paid.map(({ amount, amount_received }) => [amount, amount_received])).toEqual([[HOLD * 100, cost]])
    expect(await holdsOf(login)).toHaveLength(1)
    const invoice = page.getByRole('link', { name: /^Invoice \d{4}-\d{6}$/ })
    const pdf = await fetch((await invoice.getAttribute('href')) ?? '')
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])

    await page.goto('/pay')
    await page.getByRole('link', { name: 'Bastion 1' }).click()
    await page.getByRole('heading', { name: 'What it costs' }).waitFor()
    expect(complaints).toEqual([])
    web().look('driver', login, '/pay', new URL(page.url()).pathname, '/pay/back?paymentMethod=1')
  })

  test('a declined card is said where it was given, and another one works there', async () => {
    const login = await newDriver()
    const { page, complaints } = await web().open('driver', login)
    await startAt(page, world.stations[1]?.id)
    await page.getByRole('button', { name: 'Hold €45.00 and start' }).click()
    await give(page, EMPTY, 'Confirm')
    await page.getByText('There is not enough money on this card. Take another one.').waitFor()
    expect(await holdsOf(login)).toMatchObject([{ state: 'REQUIRES_ACTION', session: null }])
    await give(page, GOOD, 'Confirm')
    await charged(page)
    expect(await holdsOf(login)).toHaveLength(1)
    expect(complaints.filter((each) => !DECLINED.test(each))).toEqual([])
  })

  test('a hold whose answer is lost is asked for again by its key, the bank asks on its own page, and the way back goes on', async () => {
    const login = await newDriver()
    const { page } = await web().open('driver', login)
    let sent = 0
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('mutation BlockAmount') || sent++ > 0) return route.fallback()
      await route.fetch()
      await route.abort()
    })
    await startAt(page, world.stations[2]?.id)
    const hold = page.getByRole('button', { name: 'Hold €45.00 and start' })
    await hold.click()
    await page.getByText('The platform cannot be reached.').waitFor()
    expect(await holdsOf(login)).toHaveLength(1)
    await hold.click()
    await give(page, ASKING, 'Confirm')
    await page.getByText('Your bank asks').waitFor()
    expect(new URL(page.url()).origin).toBe(web().stripe.url)
    await page.getByRole('button', { name: 'Agree' }).click()
    await charged(page)
    expect([sent, (await holdsOf(login)).length]).toEqual([2, 1])
  })

  test('who has paid nothing before sees what is due at the session, and pays it there once', async () => {
    const login = await newDriver()
    const { page, complaints } = await web().open('driver', login)
    await startAt(page, open.stations[0]?.id)
    await charged(page)
    const cost = await total(page)
    const before = payments().length
    const button = page.getByRole('button', { name: /^Pay €/ })
    await button.click()
    await page.getByRole('radio', { name: 'A new card' }).waitFor()
    await button.dblclick()
    await give(page, EMPTY, /^Pay €/)
    await page.getByText('There is not enough money on this card.').waitFor()
    await give(page, GOOD, /^Pay €/)
    await page.getByText('Paid', { exact: true }).waitFor()
    const paid = payments().slice(before)
    expect(paid.map(({ amount_received }) => amount_received)).toEqual([cost])
    expect(complaints.filter((each) => !DECLINED.test(each))).toEqual([])
  })

  test('what is less than any provider takes is let off, and is said to be', async () => {
    const { page, complaints } = await web().open('driver', await newDriver())
    await startAt(page, open.stations[1]?.id)
    await charged(page, 0.1)
    await page.getByText('It is less than any provider takes.').waitFor()
    await page.getByText('Let off', { exact: true }).waitFor()
    expect(await page.getByText('Paid', { exact: true }).count()).toBe(0)
    expect(complaints).toEqual([])
  })
}
