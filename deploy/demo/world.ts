import { randomUUID } from 'node:crypto'
import {
  GrantRoleDocument,
  RegisterStationDocument,
  RewardLimitsDocument,
  SaveBookingTermsDocument,
  SaveBusinessDocument,
  SaveTariffDocument,
  SetRewardLimitsDocument,
  type RegisterEvseInput,
} from '../../clients/admin/generated/graphql.ts'
import { AddVehicleDocument, IssueIdTokenDocument } from '../../clients/driver/generated/graphql.ts'
import { createClient, type Client } from '../../clients/sdk/client.ts'
import { connectChargePoint, type ChargePoint } from '../../test/charge-point.ts'
import { PLACES, type Place } from './places.ts'
import { withoutChance } from './without-chance.ts'

const PASSWORD = 'charge-the-city-2026'

/** Everybody of the demo; the password is the same for all. */
export const PEOPLE = {
  admin: { email: 'admin@evergraph.example', password: PASSWORD, displayName: 'Administrator' },
  operator: { email: 'operator@evergraph.example', password: PASSWORD, displayName: 'Stadsladers Utrecht' },
  partner: { email: 'partner@evergraph.example', password: PASSWORD, displayName: 'Dom Fleet Services' },
  reviewer: { email: 'reviewer@evergraph.example', password: PASSWORD, displayName: 'Femke' },
  noor: { email: 'noor@evergraph.example', password: PASSWORD, displayName: 'Noor' },
  daan: { email: 'daan@evergraph.example', password: PASSWORD, displayName: 'Daan' },
  sanne: { email: 'sanne@evergraph.example', password: PASSWORD, displayName: 'Sanne' },
} as const

/** Uids of the cards with which two drivers charge when the demo begins. */
const CARDS = { daan: '04A2F31B5C6280', sanne: '04B7D20C914E80' }

/** Chargers' clocks run this much faster, so that a session takes seconds instead of minutes. */
const SPEED = 60
const AC_KW = 22
/** Euros that are blocked before a session. */
const HOLD = 45

export interface World extends AsyncDisposable {
  readonly chargePoints: readonly ChargePoint[]
}

/** Makes people, tariffs and 40 stations through the public graph, as an administrator and an operator would. */
export async function seedWorld(graphUrl: string): Promise<{ place: Place; identity: string; password: string }[]> {
  await using stack = new AsyncDisposableStack()
  const client = () => stack.use(createClient({ url: graphUrl }))
  const admin = client()
  await admin.signIn({ email: PEOPLE.admin.email, password: PASSWORD })
  await payAtOnce(admin)
  await withoutChance(admin)
  const grant = async (person: (typeof PEOPLE)[keyof typeof PEOPLE], role: 'OPERATOR' | 'PARTNER' | 'REVIEWER') => {
    const one = client()
    const { id } = await one.register(person)
    await admin.execute(GrantRoleDocument, { input: { userId: id, role } })
    // They sign in again: a role holds from the next access token on.
    await one.signIn({ email: person.email, password: person.password })
    return one
  }
  const operator = await grant(PEOPLE.operator, 'OPERATOR')
  await grant(PEOPLE.partner, 'PARTNER')
  await grant(PEOPLE.reviewer, 'REVIEWER')
  for (const [driver, uid] of [[PEOPLE.noor], [PEOPLE.daan, CARDS.daan], [PEOPLE.sanne, CARDS.sanne]] as const) {
    const one = client()
    await one.register(driver)
    await one.execute(AddVehicleDocument, {
      input: {
        name: `${driver.displayName}'s car`,
        make: 'Kia',
        model: 'EV3',
        batteryCapacityWh: 78_000,
        idempotencyKey: randomUUID(),
      },
    })
    if (uid !== undefined) await one.execute(IssueIdTokenDocument, { input: { uid } })
  }

  await operator.execute(SaveBusinessDocument, {
    input: {
      legalName: 'Laadpalen Utrecht B.V.',
      street: 'Vredenburg 40',
      postalCode: '3511 BD',
      city: 'Utrecht',
      country: 'NL',
      vatId: 'NL001234567B01',
      timeZone: 'Europe/Amsterdam',
      language: 'EN',
    },
  })
  await operator.execute(SaveBookingTermsDocument, { input: { open: true, fees: true } })
  const tariffs = {
    ac: await saveTariff(operator, 'AC, by the kilowatt-hour', 0.38),
    dc: await saveTariff(operator, 'DC, by the kilowatt-hour', 0.59),
    fast: await saveTariff(operator, 'Above 100 kW: by the kilowatt-hour and a fee to start', 0.69, 0.35),
  }
  const registered: { place: Place; identity: string; password: string }[] = []
  for (const [index, place] of PLACES.entries()) {
    const identity = `UTR-${String(index + 1).padStart(3, '0')}`
    const { registerStation } = await operator.execute(RegisterStationDocument, {
      input: {
        idempotencyKey: randomUUID(),
        identity,
        name: place.name,
        address: place.address,
        city: 'Utrecht',
        country: 'NL',
        timeZone: 'Europe/Amsterdam',
        location: { latitude: place.latitude, longitude: place.longitude },
        evses: place.kW.map((kW, evse) => evseInput(kW, `NL*EVG*E${String(index + 1).padStart(4, '0')}*${evse + 1}`, tariffs)),
      },
    })
    registered.push({ place, identity, password: registerStation.password ?? '' })
  }
  return registered
}

/** Connects a simulated charger for each station; some are in use. They charge about sixty times as fast as real ones. */
export async function connectWorld(ocppUrl: string, stations: Awaited<ReturnType<typeof seedWorld>>): Promise<World> {
  await using stack = new AsyncDisposableStack()
  const chargePoints = await Promise.all(
    stations.map(async ({ place, identity, password }) => {
      const evses = place.kW.map((kW) => ({ powerW: kW * 1000 }))
      const common = { url: ocppUrl, identity, password, version: place.version, evses, speed: SPEED, obedient: true }
      return stack.use(await connectChargePoint({ ...common, meterIntervalMs: 1_000, vendor: 'Evergraph', model: 'Simulator' }))
    }),
  )
  for (const [idToken, index] of [
    [CARDS.daan, 20],
    [CARDS.sanne, 27],
  ] as const)
    await chargePoints[index]?.start({ idToken, evse: 1, battery: { socPercent: 22, capacityWh: 78_000 } })
  const owned = stack.move()
  return { chargePoints, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** Rewards rest for an hour, so that corrections come before payments. Nobody watches a demo for that long. */
async function payAtOnce(admin: Client): Promise<void> {
  const [limits] = (await admin.execute(RewardLimitsDocument)).rewardLimits
  if (!limits) throw new Error('There are always limits.')
  const { perUser, perStation, budget } = limits
  await admin.execute(SetRewardLimitsDocument, {
    input: { perUser, perStation, budget, settlingSeconds: 0, idempotencyKey: randomUUID() },
  })
}

async function saveTariff(operator: Client, description: string, perKwh: number, flat?: number): Promise<string> {
  const VAT = 21
  const components = [
    ...(flat === undefined ? [] : [{ type: 'FLAT' as const, price: flat, vat: VAT, stepSize: 1 }]),
    { type: 'ENERGY' as const, price: perKwh, vat: VAT, stepSize: 1 },
  ]
  const { saveTariff: saved } = await operator.execute(SaveTariffDocument, {
    input: { idempotencyKey: randomUUID(), currency: 'EUR', description, preauthorizeAmount: HOLD, elements: [{ components }] },
  })
  return saved.id
}

function evseInput(kW: number, evseId: string, tariffs: { ac: string; dc: string; fast: string }): RegisterEvseInput {
  const ac = kW <= AC_KW
  return {
    evseId,
    connectors: [
      {
        standard: ac ? 'IEC_62196_T2' : 'IEC_62196_T2_COMBO',
        format: ac ? 'SOCKET' : 'CABLE',
        powerType: ac ? 'AC_3_PHASE' : 'DC',
        maxPowerW: kW * 1000,
        tariffId: ac ? tariffs.ac : kW > 100 ? tariffs.fast : tariffs.dc,
      },
    ],
  }
}
