import type { EventCatalogue } from '../../lib/events.ts'
import { newId } from '../../lib/id.ts'
import { userCaller, type User } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import type { World } from './world.ts'

export const HOLD_MINOR = 5_000

/** Where they all charge. */
export interface Place {
  stationId: string
  connectorId: string
  operatorId: string
  tariffId: string
}

/** A driver, who has kept a card. */
export interface Driver {
  caller: User
  methodId: string
}

/** A session, as it was billed in the end. */
export interface Billed {
  sessionId: string
  totalMinor: number
}

export async function openPlace({ tell }: World): Promise<Place> {
  const place = { stationId: newId(), connectorId: newId(), operatorId: newId(), tariffId: newId() }
  const { stationId, connectorId, operatorId, tariffId } = place
  const tariff = {
    currency: 'EUR',
    preauthorizeAmount: HOLD_MINOR / 100,
    elements: [{ components: [{ type: 'ENERGY' as const, price: 0.5, vat: 21, stepSize: 1 }] }],
  }
  await tell('stations.tariff.saved', tariffId, { tariffId, version: 1, validFrom: new Date().toISOString(), tariff })
  await tell('stations.station.saved', stationId, {
    stationId,
    operatorId,
    identity: 'CP-1',
    passwordHash: null,
    place: { latitude: 52, longitude: 5 },
    timeZone: 'Europe/Amsterdam',
    evses: [
      {
        evseId: 'NL*EVG*E1',
        number: 1,
        connectors: [{ connectorId, number: 1, maxPowerW: 50_000, tariffId }],
      },
    ],
  })
  return place
}

const SET_UP = `mutation ($input: SetUpPaymentMethodInput!) { setUpPaymentMethod(input: $input) { id state clientSecret } }`
const METHODS = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { paymentMethods { edges { node { id state } } } } } }`
const HOLD = `mutation ($input: AuthorisePaymentInput!) { authorisePayment(input: $input) { id state } }`

/** A driver keeps a card, by the form of the provider, with whatever it asks. */
export async function newDriver(world: World): Promise<Driver> {
  const caller = userCaller()
  const input = { provider: 'STRIPE', idempotencyKey: newId() }
  const control = world.stripe.control
  let methodId = ''
  let confirmed = false
  await until(
    async () => {
      const { data } = await world.ask<{ setUpPaymentMethod: { id: string; clientSecret: string | null } }>(caller, SET_UP, {
        input,
      })
      const made = data?.setUpPaymentMethod
      methodId = made?.id ?? methodId
      const secret = made?.clientSecret
      if (secret && !confirmed) {
        control.customer(control.bySecret(secret))
        confirmed = true
      }
      const of = [{ __typename: 'User', id: caller.userId }]
      const listed = await world.ask<{ _entities: [{ paymentMethods: { edges: { node: { state: string } }[] } | null }] }>(
        caller,
        METHODS,
        { of },
      )
      return listed.data?._entities[0].paymentMethods?.edges.some(({ node }) => node.state === 'ACTIVE') ?? false
    },
    { timeoutMs: 900_000 },
  )
  return { caller, methodId }
}

/** Blocks the tariff's amount, and asks again until it is blocked. */
export async function block(world: World, { caller, methodId }: Driver, { connectorId }: Place): Promise<string> {
  const input = {
    connectorId,
    paymentMethodId: methodId,
    amountMinor: HOLD_MINOR,
    currency: 'EUR',
    idempotencyKey: newId(),
  }
  let id = ''
  await until(
    async () => {
      const { data, errors } = await world.ask<{ authorisePayment: { id: string; state: string } }>(caller, HOLD, {
        input,
      })
      if (errors && errors[0]?.extensions?.code !== 'INTERNAL_SERVER_ERROR') throw new Error(JSON.stringify(errors))
      id = data?.authorisePayment.id ?? ''
      return data?.authorisePayment.state === 'AUTHORISED'
    },
    { timeoutMs: 900_000 },
  )
  return id
}

export const startOf = (driver: Driver, place: Place, sessionId: string, holdId: string) => ({
  commandId: newId(),
  sessionId,
  stationId: place.stationId,
  evseNumber: 1,
  connectorNumber: 1,
  idToken: 'x',
  userId: driver.caller.userId,
  holdId,
  expiresAt: new Date(Date.now() + 60_000).toISOString(),
})

/** A charge detail record of so many cents. */
export function recordOf(
  driver: Driver,
  place: Place,
  sessionId: string,
  amountMinor: number,
  creditOf: string | null = null,
): EventCatalogue['charging.cdr.issued'] {
  const exclVatMinor = Math.round(amountMinor / 1.21)
  const quantity = Math.abs(amountMinor) * 10
  return {
    cdrId: newId(),
    sessionId,
    userId: driver.caller.userId,
    stationId: place.stationId,
    energyWh: quantity,
    amountMinor,
    currency: 'EUR',
    creditOf,
    bill: {
      operatorId: place.operatorId,
      partnerId: null,
      connectorId: place.connectorId,
      startedAt: new Date(Date.now() - 3_600_000).toISOString(),
      endedAt: new Date().toISOString(),
      timeZone: 'Europe/Amsterdam',
      exclVatMinor,
      inclVatMinor: amountMinor,
      lines: [
        {
          type: 'ENERGY',
          quantity,
          billedQuantity: quantity,
          price: 0.5,
          vat: 21,
          stepSize: 1,
          exclVatMinor,
          inclVatMinor: amountMinor,
        },
      ],
    },
  }
}
