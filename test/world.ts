import { randomBytes, randomUUID } from 'node:crypto'
import {
  GrantRoleDocument,
  RegisterStationDocument,
  SaveBusinessDocument,
  SaveTariffDocument,
  SetRewardLimitsDocument,
} from '../clients/admin/generated/graphql.ts'
import { AddVehicleDocument } from '../clients/driver/generated/graphql.ts'
import { createClient } from '../clients/sdk/client.ts'
import { withoutChance } from '../deploy/demo/without-chance.ts'
import { ADMIN } from './stack.ts'

const PASSWORD = 'a-long-enough-password'
/** The one price of the test world, in EUR per kWh, with 20 % VAT. */
export const PRICE = 0.5

export interface TestWorld {
  operator: { email: string; password: string }
  reviewer: { email: string; password: string }
  partner: { email: string; password: string }
  driver: { email: string; password: string }
  stations: { id: string; connectorId: string; identity: string; password: string }[]
  position: { latitude: number; longitude: number }
}

/** An operator with stations of one 50 kW connector each, a reviewer, a partner, and a driver with a car, made through the public graph. */
export async function makeWorld(
  graphUrl: string,
  stationCount = 1,
  {
    hold,
    name = 'Station',
    at = { latitude: 52.0907, longitude: 5.1214 },
  }: {
    /** Euros that are blocked before a session. */
    hold?: number
    /** What its stations are called, before their number. */
    name?: string
    at?: TestWorld['position']
  } = {},
): Promise<TestWorld> {
  await using stack = new AsyncDisposableStack()
  // A world has an address of its own, where the platform stands behind a proxy (`GATEWAY_PROXIES`): from one address not so many may register.
  const from = [10, ...randomBytes(3)].join('.')
  const open = () =>
    stack.use(
      createClient({
        url: graphUrl,
        fetch: (address, request) =>
          fetch(address, { ...request, headers: [...new Headers(request?.headers), ['x-forwarded-for', from]] }),
      }),
    )
  const person = (name: string) => ({ email: `${name}-${randomUUID()}@evergraph.test`, password: PASSWORD })
  const [operatorLogin, reviewerLogin, driverLogin] = [person('operator'), person('reviewer'), person('driver')]
  const partnerLogin = person('partner')

  const admin = open()
  await admin.signIn(ADMIN)
  // Whoever charges at many times the real speed passes any day's limit, and no test waits for a reward to rest.
  const plenty = (10n ** 30n).toString()
  await admin.execute(SetRewardLimitsDocument, {
    input: { perUser: plenty, perStation: plenty, budget: plenty, settlingSeconds: 0, idempotencyKey: randomUUID() },
  })
  await withoutChance(admin)
  const operator = open()
  const { id: operatorId } = await operator.register({ ...operatorLogin, displayName: 'Operator' })
  await admin.execute(GrantRoleDocument, { input: { userId: operatorId, role: 'OPERATOR' } })
  await operator.signIn(operatorLogin)
  const { id: reviewerId } = await open().register({ ...reviewerLogin, displayName: 'Reviewer' })
  await admin.execute(GrantRoleDocument, { input: { userId: reviewerId, role: 'REVIEWER' } })
  const { id: partnerId } = await open().register({ ...partnerLogin, displayName: 'Partner' })
  await admin.execute(GrantRoleDocument, { input: { userId: partnerId, role: 'PARTNER' } })
  const driver = open()
  await driver.register({ ...driverLogin, displayName: 'Driver' })
  await driver.execute(AddVehicleDocument, { input: { name: 'Car', batteryCapacityWh: 60_000, idempotencyKey: randomUUID() } })

  await operator.execute(SaveBusinessDocument, {
    input: {
      legalName: 'Operator B.V.',
      street: 'Street 1',
      postalCode: '3511 BD',
      city: 'Utrecht',
      country: 'NL',
      registrationId: '12345678',
      timeZone: 'Europe/Amsterdam',
      language: 'EN',
    },
  })
  const components = [{ type: 'ENERGY' as const, price: PRICE, vat: 20, stepSize: 1 }]
  const { saveTariff } = await operator.execute(SaveTariffDocument, {
    input: {
      idempotencyKey: randomUUID(),
      currency: 'EUR',
      description: 'Test',
      preauthorizeAmount: hold ?? null,
      elements: [{ components }],
    },
  })
  const stations: TestWorld['stations'] = []
  for (let i = 1; i <= stationCount; i++) {
    const identity = `CP-${randomUUID().slice(0, 8)}`
    const connector = {
      standard: 'IEC_62196_T2_COMBO',
      format: 'CABLE',
      powerType: 'DC',
      maxPowerW: 50_000,
      tariffId: saveTariff.id,
    } as const
    const { registerStation } = await operator.execute(RegisterStationDocument, {
      input: {
        idempotencyKey: randomUUID(),
        identity,
        name: `${name} ${i}`,
        address: 'Street 1',
        city: 'Utrecht',
        country: 'NL',
        timeZone: 'Europe/Amsterdam',
        location: { latitude: at.latitude + i / 1_000, longitude: at.longitude },
        evses: [{ evseId: `NL*EVG*E${identity.slice(3).toUpperCase()}`, connectors: [connector] }],
      },
    })
    const [connectorMade] = registerStation.station.evses[0]?.connectors ?? []
    stations.push({
      id: registerStation.station.id,
      connectorId: connectorMade?.id ?? '',
      identity,
      password: registerStation.password ?? '',
    })
  }
  return { operator: operatorLogin, reviewer: reviewerLogin, partner: partnerLogin, driver: driverLogin, stations, position: at }
}
