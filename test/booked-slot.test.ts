import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SaveBookingTermsDocument } from '../clients/admin/generated/graphql.ts'
import {
  BookReservationDocument,
  IssueIdTokenDocument,
  MyReservationsDocument,
  StartChargingDocument,
} from '../clients/driver/generated/graphql.ts'
import { createClient, type Client } from '../clients/sdk/client.ts'
import { connectChargePoint } from './charge-point.ts'
import { startStack, type Stack } from './stack.ts'
import { until } from './until.ts'
import { makeWorld } from './world.ts'

const cleanup = new AsyncDisposableStack()
let stack: Stack
beforeAll(async () => {
  stack = cleanup.use(await startStack())
})
afterAll(() => cleanup.disposeAsync())

async function signedIn(login: { email: string; password: string }): Promise<Client> {
  const client = cleanup.use(createClient({ url: `${stack.url}/graphql` }))
  await client.signIn(login)
  return client
}
const tag = () => `C${randomUUID().slice(-8)}`.toUpperCase()
/** What has just been told to one box is soon known to the others. */
const soon = <T>(ask: () => Promise<T>): Promise<T> => until(() => ask().catch(() => undefined))

test.each([
  ['1.6', 'app'],
  ['2.0.1', 'card'],
  ['2.1', 'app'],
] as const)(
  'a booked slot over OCPP %s: its charger holds it, others are refused, its driver begins by %s, and it counts as used',
  { timeout: 120_000 },
  async (version, by) => {
    const world = await makeWorld(`${stack.url}/graphql`, 1)
    const [station] = world.stations
    if (station === undefined) throw new Error('no station')
    const { connectorId } = station
    const [operator, driver] = [await signedIn(world.operator), await signedIn(world.driver)]
    const walkUp = await signedIn((await makeWorld(`${stack.url}/graphql`, 0)).driver)
    const [card, strangers] = [tag(), tag()]
    await driver.execute(IssueIdTokenDocument, { input: { value: card, type: 'LOCAL' } })
    await walkUp.execute(IssueIdTokenDocument, { input: { value: strangers, type: 'LOCAL' } })
    await using charger = await connectChargePoint({
      url: stack.ocppUrl,
      ...station,
      version,
      meterIntervalMs: 0,
      obedient: true,
    })
    await until(async () => (await charger.authorize(strangers)) === 'Accepted')

    await soon(() =>
      operator.execute(SaveBookingTermsDocument, { input: { stationId: station.id, open: true, earlyStartMinutes: 60 } }),
    )
    const startsAt = new Date(Math.ceil(Date.now() / 60_000 + 2) * 60_000).toISOString()
    const idempotencyKey = randomUUID()
    const input = { connectorId, startsAt, minutes: 30, idempotencyKey }
    const { bookReservation } = await soon(() => driver.execute(BookReservationDocument, { input }))
    await until(() => charger.reserved() !== undefined)

    const start = (who: Client) => who.execute(StartChargingDocument, { input: { connectorId, idempotencyKey: randomUUID() } })
    await expect(start(walkUp)).rejects.toMatchObject({ code: 'CONNECTOR_RESERVED' })
    await expect(charger.start({ idToken: strangers })).rejects.toThrow('reserved')

    if (by === 'card') await charger.start({ idToken: card })
    else await start(driver)
    const slot = await until(async () => {
      const { me } = await driver.execute(MyReservationsDocument)
      const node = me?.reservations?.edges.find((edge) => edge.node.id === bookReservation.id)?.node
      return node?.state === 'FULFILLED' ? node : undefined
    })
    expect(slot.id).toBe(bookReservation.id)
  },
)
