import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { newId } from '#lib/id.ts'
import { LIMITS } from '#lib/limits.ts'
import type { TariffData } from '#lib/tariff/tariff.ts'
import { userCaller } from '../../test/caller.ts'
import { startStripe } from '../../test/stripe.ts'
import type { Config } from './config.ts'
import { openPayments } from './payments.fixture.ts'
import type { PaymentProvider } from './providers/provider.ts'
import type { Providers } from './providers/providers.ts'
import { createStripe } from './providers/stripe.ts'
import { keepMethod } from './methods/method.ts'

export const SECRET = 'whsec_sandbox'

/** The box with the real adapter of Stripe, its counterpart at the wire, and a port for its hooks. */
export async function openWithStripe({
  config = {},
  providers = (stripe) => new Map([['stripe', stripe]]),
}: { config?: Partial<Config>; providers?: (stripe: PaymentProvider) => Providers } = {}) {
  await using stack = new AsyncDisposableStack()
  const stripe = stack.use(await startStripe())
  const { host, port, protocol, apiKey, control } = stripe
  const provider = createStripe({ apiKey, webhookSecrets: [SECRET], host, port, protocol })
  const payments = stack.use(await openPayments({ providers: providers(provider), config: { sweepMs: 50, ...config } }))
  const { db, app } = payments
  const server = createServer((request, response) => app.open(request, response)).listen(0, '127.0.0.1')
  // As the real one: a connection that a busy machine has left alone for a while is still good.
  server.keepAliveTimeout = LIMITS.http.keepAliveMs
  stack.defer(() => void server.close().closeAllConnections())
  await once(server, 'listening')
  const { port: hookPort } = server.address() as AddressInfo
  const hookUrl = `http://127.0.0.1:${hookPort}/hooks/stripe`
  control.hooks({ url: hookUrl, secrets: [SECRET] })

  /** A connector whose tariff blocks so many euros. */
  const place = async (preauthorizeAmount: number | undefined = 20, operatorId = newId()) => {
    const [stationId, connectorId, tariffId] = [newId(), newId(), newId()]
    const tariff: TariffData = { currency: 'EUR', elements: [], ...(preauthorizeAmount !== undefined && { preauthorizeAmount }) }
    const saveTariff = (version: number, more: Partial<TariffData> = {}) =>
      payments.tell('stations.tariff.saved', tariffId, {
        tariffId,
        version,
        validFrom: new Date().toISOString(),
        tariff: { ...tariff, ...more },
      })
    await saveTariff(1)
    const evses = [{ evseId: newId(), number: 1, connectors: [{ connectorId, number: 1, maxPowerW: 11_000, tariffId }] }]
    const station = {
      stationId,
      operatorId,
      identity: stationId,
      passwordHash: null,
      place: { latitude: 52, longitude: 5 },
      timeZone: 'Europe/Amsterdam',
      evses,
    }
    await payments.tell('stations.station.saved', stationId, station)
    return { stationId, connectorId, tariffId, operatorId, station, saveTariff }
  }
  /** A user who keeps a card, by the name of a test card. */
  const payer = async (card = 'pm_card_visa') => {
    const { caller, userId } = newUser()
    const kept = control.keepCard(card)
    const paymentMethodId = await db
      .transaction()
      .execute((trx) =>
        keepMethod(trx, userId, 'stripe', { ...kept, kind: 'CARD', label: 'visa •••• 4242', expires: { month: 12, year: 2099 } }),
      )
    if (paymentMethodId === null) throw new Error('unreachable')
    return { caller, userId, ...kept, paymentMethodId }
  }
  const newUser = () => {
    const userId = newId()
    return { userId, caller: userCaller(['DRIVER'], userId) }
  }
  const opened = stack.move()
  return {
    ...payments,
    stripe,
    control,
    provider,
    hookUrl,
    place,
    payer,
    newUser,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
export type PaymentsWithStripe = Awaited<ReturnType<typeof openWithStripe>>
