import { readFile } from 'node:fs/promises'
import { buildSchema, getNamedType, isInputObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../lib/id.ts'
import { createClient, type Client } from '../clients/sdk/client.ts'
import { ADMIN, startStack, type Stack } from './stack.ts'
import { makeWorld, type TestWorld } from './world.ts'

type Input = Record<string, unknown>
interface Case {
  /** A well-formed input about things that do not exist; null where the mutation takes nothing. */
  input: Input | null
  /** Who may not: a driver is FORBIDDEN, or nobody is and strangers' things are NOT_FOUND. */
  stranger: 'FORBIDDEN' | 'NOT_FOUND' | 'FINE'
  /** Who may where a driver may not: the operator, where it is left out. */
  by?: 'admin' | 'reviewer'
  /** Whether it needs no sign-in. */
  anonymous?: true
  /** Inputs with one fault each, and the path of it. */
  bad: [change: Input, path: (string | number)[]][]
}

const id = newId()
const NOT_A_UUID = 'nonsense'
const password = 'a-long-enough-password'
const location = { latitude: 52, longitude: 5 }
const connector = { standard: 'IEC_62196_T2', format: 'SOCKET', powerType: 'AC_3_PHASE', maxPowerW: 22_000 }
const evses = [{ evseId: 'NL*EVG*E1', connectors: [connector] }]
const component = { type: 'ENERGY', price: 0.5, vat: 20, stepSize: 1 }
const prices = (price: number) => [{ components: [{ ...component, price }] }]
const stepSizes = (stepSize: number) => [{ components: [{ ...component, stepSize }] }]
const daysAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const frame = { left: 0.2, top: 0.6, width: 0.5, height: 0.2 }

/** Every mutation of the graph; the first test fails when one is missing here. */
const CASES: Record<string, Case> = {
  register: {
    input: { email: 'new@evergraph.test', password, displayName: 'New' },
    stranger: 'FINE',
    anonymous: true,
    bad: [
      [{ displayName: 'no\0text' }, ['input', 'displayName']],
      [{ email: 'nobody' }, ['input', 'email']],
      [{ password: 'short' }, ['input', 'password']],
      [{ displayName: '' }, ['input', 'displayName']],
      [{ displayName: 'x'.repeat(61) }, ['input', 'displayName']],
    ],
  },
  signIn: {
    input: { email: 'new@evergraph.test', password },
    stranger: 'FINE',
    anonymous: true,
    bad: [[{ email: 'nobody' }, ['input', 'email']]],
  },
  refreshLogin: {
    input: { refreshToken: 'x' },
    stranger: 'FINE',
    anonymous: true,
    bad: [[{ refreshToken: null }, ['input', 'refreshToken']]],
  },
  refreshSession: {
    input: { refreshToken: 'x' },
    stranger: 'FINE',
    anonymous: true,
    bad: [[{ refreshToken: null }, ['input', 'refreshToken']]],
  },
  signOut: {
    input: { refreshToken: 'x' },
    stranger: 'FINE',
    anonymous: true,
    bad: [[{ refreshToken: 7 }, ['input', 'refreshToken']]],
  },
  changePassword: {
    input: { currentPassword: password, newPassword: `${password}-2` },
    stranger: 'FINE',
    bad: [[{ newPassword: 'short' }, ['input', 'newPassword']]],
  },
  addVehicle: {
    input: { name: 'Car' },
    stranger: 'FINE',
    bad: [
      [{ name: 'no\0text' }, ['input', 'name']],
      [{ name: '' }, ['input', 'name']],
      [{ batteryCapacityWh: -1 }, ['input', 'batteryCapacityWh']],
      [{ batteryCapacityWh: 10 }, ['input', 'batteryCapacityWh']],
      [{ consumptionWhPerKm: 0 }, ['input', 'consumptionWhPerKm']],
    ],
  },
  updateVehicle: {
    input: { vehicleId: id, name: 'Car' },
    stranger: 'NOT_FOUND',
    bad: [
      [{ vehicleId: NOT_A_UUID }, ['input', 'vehicleId']],
      [{ name: '' }, ['input', 'name']],
    ],
  },
  removeVehicle: { input: { vehicleId: id }, stranger: 'NOT_FOUND', bad: [[{ vehicleId: NOT_A_UUID }, ['input', 'vehicleId']]] },
  issueIdToken: {
    input: { uid: '04A2B3C4' },
    stranger: 'FINE',
    bad: [
      [{ uid: 'not hex' }, ['input', 'uid']],
      [{ type: 'LOCAL', value: 'and a uid' }, ['input', 'uid']],
      [{ uid: null }, ['input', 'value']],
      [{ uid: null, value: 'of no type' }, ['input', 'type']],
      [{ uid: null, type: 'NO_AUTHORIZATION', value: 'x' }, ['input', 'type']],
      [{ uid: null, type: 'APP', value: 'EG0123456789ABCDEFGH' }, ['input', 'type']],
      [{ uid: null, type: 'EMAID', value: 'DE-8AA' }, ['input', 'value']],
      [{ uid: null, type: 'LOCAL', value: 'no\0text' }, ['input', 'value']],
      [{ expiresAt: '2020-01-01T00:00:00Z' }, ['input', 'expiresAt']],
      [{ expiresAt: 'tomorrow' }, ['input', 'expiresAt']],
      [{ group: ' ' }, ['input', 'group']],
      [{ group: 'no\0text' }, ['input', 'group']],
      [{ group: 'x'.repeat(61) }, ['input', 'group']],
    ],
  },
  blockIdToken: { input: { idTokenId: id }, stranger: 'NOT_FOUND', bad: [[{ idTokenId: NOT_A_UUID }, ['input', 'idTokenId']]] },
  grantRole: {
    input: { userId: id, role: 'ADMIN' },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ userId: NOT_A_UUID }, ['input', 'userId']],
      [{ role: 'EMPEROR' }, ['input', 'role']],
    ],
  },
  revokeRole: {
    input: { userId: id, role: 'ADMIN' },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [[{ role: 'EMPEROR' }, ['input', 'role']]],
  },
  startCharging: {
    input: { connectorId: id, idempotencyKey: newId() },
    stranger: 'NOT_FOUND',
    bad: [
      [{ connectorId: NOT_A_UUID }, ['input', 'connectorId']],
      [{ idempotencyKey: NOT_A_UUID }, ['input', 'idempotencyKey']],
      [{ vehicleId: NOT_A_UUID }, ['input', 'vehicleId']],
    ],
  },
  stopCharging: { input: { sessionId: id }, stranger: 'NOT_FOUND', bad: [[{ sessionId: NOT_A_UUID }, ['input', 'sessionId']]] },
  endSession: {
    input: { sessionId: id, reason: 'x' },
    stranger: 'NOT_FOUND',
    bad: [
      [{ sessionId: NOT_A_UUID }, ['input', 'sessionId']],
      [{ reason: 'no\0text' }, ['input', 'reason']],
      [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
    ],
  },
  releaseSession: {
    input: { sessionId: id, reason: 'x' },
    stranger: 'FORBIDDEN',
    bad: [
      [{ reason: 'no\0text' }, ['input', 'reason']],
      [{ sessionId: NOT_A_UUID }, ['input', 'sessionId']],
      [{ reason: ' ' }, ['input', 'reason']],
      [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
    ],
  },
  addRewardRule: {
    input: { name: 'CHARGING_ENERGY', per: 1_000, amount: '1', maximum: '10', idempotencyKey: newId() },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ per: 0 }, ['input', 'per']],
      [{ amount: '0' }, ['input', 'amount']],
      [{ amount: '1.5' }, ['input', 'amount']],
      [{ maximum: '-1' }, ['input', 'maximum']],
      [{ name: 'NONSENSE' }, ['input', 'name']],
    ],
  },
  setRewardLimits: {
    input: { perUser: '1', perStation: '1', budget: '1', settlingSeconds: 60, idempotencyKey: newId() },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ perUser: '-1' }, ['input', 'perUser']],
      [{ perStation: '1.5' }, ['input', 'perStation']],
      [{ budget: 'x' }, ['input', 'budget']],
      [{ settlingSeconds: -1 }, ['input', 'settlingSeconds']],
      [{ settlingSeconds: 2_592_001 }, ['input', 'settlingSeconds']],
    ],
  },
  releaseReward: {
    input: { rewardId: id, reason: 'x' },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ rewardId: NOT_A_UUID }, ['input', 'rewardId']],
      [{ reason: ' ' }, ['input', 'reason']],
      [{ reason: 'no\0text' }, ['input', 'reason']],
      [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
    ],
  },
  refuseReward: {
    input: { rewardId: id, reason: 'x' },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ rewardId: NOT_A_UUID }, ['input', 'rewardId']],
      [{ reason: ' ' }, ['input', 'reason']],
      [{ reason: 'no\0text' }, ['input', 'reason']],
      [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
    ],
  },
  saveTariff: {
    input: { idempotencyKey: newId(), currency: 'EUR', description: 'x', elements: [{ components: [component] }] },
    stranger: 'FORBIDDEN',
    bad: [
      [{ description: 'no\0text' }, ['input', 'description']],
      [{ currency: 'euro' }, ['input', 'currency']],
      [{ elements: [] }, ['input', 'elements']],
      [{ elements: stepSizes(0) }, ['input', 'elements', 0, 'components', 0, 'stepSize']],
      [{ elements: prices(-1) }, ['input', 'elements', 0, 'components', 0, 'price']],
      [{ elements: prices(10_001) }, ['input', 'elements', 0, 'components', 0, 'price']],
      [{ validFrom: '2020-01-01T00:00:00Z' }, ['input', 'validFrom']],
    ],
  },
  setConnectorTariff: {
    input: { connectorId: id, tariffId: id },
    stranger: 'FORBIDDEN',
    bad: [[{ connectorId: NOT_A_UUID }, ['input', 'connectorId']]],
  },
  registerStation: {
    input: {
      idempotencyKey: newId(),
      identity: 'X-1',
      name: 'X',
      address: 'X 1',
      city: 'X',
      country: 'NL',
      timeZone: 'Europe/Amsterdam',
      location,
      evses,
    },
    stranger: 'FORBIDDEN',
    bad: [
      [{ name: 'no\0text' }, ['input', 'name']],
      [{ location: { latitude: 91, longitude: 5 } }, ['input', 'location', 'latitude']],
      [{ timeZone: 'Mars/Olympus' }, ['input', 'timeZone']],
      [{ country: 'Netherlands' }, ['input', 'country']],
      [{ identity: 'a/b' }, ['input', 'identity']],
      [{ password: 'fifteen letters' }, ['input', 'password']],
      [{ password: 'x'.repeat(41) }, ['input', 'password']],
      [{ password: 'no\0character of ASCII' }, ['input', 'password']],
      [{ password: 'schlüssel der säule' }, ['input', 'password']],
      [{ passwordFormat: 'BASE64' }, ['input', 'passwordFormat']],
      [{ evses: [] }, ['input', 'evses']],
      [{ evses: [{ evseId: 'x', connectors: [connector] }] }, ['input', 'evses', 0, 'evseId']],
      [
        { evses: [{ ...evses[0], connectors: [{ ...connector, maxPowerW: -5 }] }] },
        ['input', 'evses', 0, 'connectors', 0, 'maxPowerW'],
      ],
    ],
  },
  updateStation: {
    input: { stationId: id, name: 'X' },
    stranger: 'FORBIDDEN',
    bad: [
      [{ stationId: NOT_A_UUID }, ['input', 'stationId']],
      [{ name: '' }, ['input', 'name']],
    ],
  },
  renewStationPassword: {
    input: { stationId: id },
    stranger: 'FORBIDDEN',
    bad: [
      [{ stationId: NOT_A_UUID }, ['input', 'stationId']],
      [{ password: 'too short' }, ['input', 'password']],
      [{ password: 'a space at the end ' }, ['input', 'password']],
    ],
  },
  giveConsent: { input: { version: 1 }, stranger: 'FINE', bad: [[{ version: 99 }, ['input', 'version']]] },
  withdrawConsent: { input: null, stranger: 'FINE', bad: [] },
  erasePhotos: { input: { userId: id }, stranger: 'FORBIDDEN', by: 'admin', bad: [[{ userId: NOT_A_UUID }, ['input', 'userId']]] },
  startCapture: { input: { purpose: 'DEED' }, stranger: 'FINE', bad: [[{ purpose: 'SELFIE' }, ['input', 'purpose']]] },
  requestPhotoUpload: {
    input: { purpose: 'DEED', contentType: 'image/jpeg', sizeBytes: 1_000 },
    stranger: 'FINE',
    bad: [
      [{ purpose: 'SELFIE' }, ['input', 'purpose']],
      [{ contentType: 'image/svg+xml' }, ['input', 'contentType']],
      [{ sizeBytes: 0 }, ['input', 'sizeBytes']],
      [{ sizeBytes: 12 * 1024 * 1024 + 1 }, ['input', 'sizeBytes']],
      [{ captureId: NOT_A_UUID }, ['input', 'captureId']],
      [{ attestation: 'x'.repeat(16_385) }, ['input', 'attestation']],
    ],
  },
  appealVerdict: {
    input: { photoId: id, message: 'Look again.' },
    stranger: 'NOT_FOUND',
    bad: [
      [{ photoId: NOT_A_UUID }, ['input', 'photoId']],
      [{ message: ' ' }, ['input', 'message']],
      [{ message: 'x'.repeat(1_001) }, ['input', 'message']],
      [{ message: 'no\0text' }, ['input', 'message']],
    ],
  },
  claimReview: {
    input: { caseId: id },
    stranger: 'FORBIDDEN',
    by: 'reviewer',
    bad: [
      [{ caseId: NOT_A_UUID }, ['input', 'caseId']],
      [{ purpose: 'SELFIE' }, ['input', 'purpose']],
      [{ kind: 'NONSENSE' }, ['input', 'kind']],
    ],
  },
  releaseReview: {
    input: { caseId: id },
    stranger: 'FORBIDDEN',
    by: 'reviewer',
    bad: [[{ caseId: NOT_A_UUID }, ['input', 'caseId']]],
  },
  decideReview: {
    input: { caseId: id, decision: 'REJECTED', reasonCode: 'REVIEWER_DECISION' },
    stranger: 'FORBIDDEN',
    by: 'reviewer',
    bad: [
      [{ caseId: NOT_A_UUID }, ['input', 'caseId']],
      [{ decision: 'MAYBE' }, ['input', 'decision']],
      [{ reading: -1 }, ['input', 'reading']],
      [{ reading: 1.5 }, ['input', 'reading']],
      [{ instrument: 'BROKEN' }, ['input', 'instrument']],
      [{ reasonText: 'x'.repeat(501) }, ['input', 'reasonText']],
      [{ reasonText: 'no\0text' }, ['input', 'reasonText']],
    ],
  },
  reloadModels: { input: null, stranger: 'FORBIDDEN', by: 'admin', bad: [] },
  submitOdometerPhoto: {
    input: { photoId: id, vehicleId: id, takenAt: daysAhead(-1), place: location, guideFrame: frame },
    stranger: 'NOT_FOUND',
    bad: [
      [{ photoId: NOT_A_UUID }, ['input', 'photoId']],
      [{ vehicleId: NOT_A_UUID }, ['input', 'vehicleId']],
      [{ takenAt: 'yesterday' }, ['input', 'takenAt']],
      [{ takenAt: daysAhead(1) }, ['input', 'takenAt']],
      [{ takenAt: daysAhead(-31) }, ['input', 'takenAt']],
      [{ unit: 'FURLONG' }, ['input', 'unit']],
      [{ place: { latitude: 91, longitude: 5 } }, ['input', 'place', 'latitude']],
      [{ guideFrame: { ...frame, left: -0.1 } }, ['input', 'guideFrame', 'left']],
      [{ guideFrame: { ...frame, width: 0 } }, ['input', 'guideFrame', 'width']],
      [{ guideFrame: { ...frame, left: 0.9 } }, ['input', 'guideFrame']],
    ],
  },
  setOdometerLeaderboardName: { input: { named: false }, stranger: 'FINE', bad: [[{ named: 'yes' }, ['input', 'named']]] },
  submitDeed: {
    input: { photoId: id, task: 'EV_CHARGING', takenAt: daysAhead(-1), place: location },
    stranger: 'FINE',
    bad: [
      [{ photoId: NOT_A_UUID }, ['input', 'photoId']],
      [{ task: 'NAPPING' }, ['input', 'task']],
      [{ task: 'RECYCLING' }, ['input', 'material']],
      [{ material: 'GLASS' }, ['input', 'material']],
      [{ takenAt: daysAhead(1) }, ['input', 'takenAt']],
      [{ takenAt: daysAhead(-8) }, ['input', 'takenAt']],
      [{ place: { latitude: 52, longitude: 181 } }, ['input', 'place', 'longitude']],
      [{ note: 'x'.repeat(501) }, ['input', 'note']],
      [{ note: 'no\0text' }, ['input', 'note']],
    ],
  },
  setDeedLimit: {
    input: { task: 'EV_CHARGING', perDay: 3 },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ task: 'NAPPING' }, ['input', 'task']],
      [{ perDay: -1 }, ['input', 'perDay']],
      [{ perDay: 1_001 }, ['input', 'perDay']],
    ],
  },
  setDeedLeaderboardName: { input: { named: false }, stranger: 'FINE', bad: [[{ named: 'yes' }, ['input', 'named']]] },
  createMeetup: {
    input: {
      idempotencyKey: newId(),
      title: 'X',
      description: 'X',
      address: 'X 1',
      place: location,
      startsAt: daysAhead(1),
      endsAt: daysAhead(2),
      timeZone: 'Europe/Amsterdam',
      capacity: 10,
    },
    stranger: 'FINE',
    bad: [
      [{ idempotencyKey: NOT_A_UUID }, ['input', 'idempotencyKey']],
      [{ title: ' ' }, ['input', 'title']],
      [{ title: 'x'.repeat(121) }, ['input', 'title']],
      [{ description: 'x'.repeat(4_001) }, ['input', 'description']],
      [{ imageUrl: 'http://example.org/x.jpg' }, ['input', 'imageUrl']],
      [{ imageUrl: 'https://localhost/x.jpg' }, ['input', 'imageUrl']],
      [{ address: '' }, ['input', 'address']],
      [{ place: { latitude: 91, longitude: 5 } }, ['input', 'place', 'latitude']],
      [{ startsAt: daysAhead(-1) }, ['input', 'startsAt']],
      [{ startsAt: daysAhead(367), endsAt: daysAhead(368) }, ['input', 'startsAt']],
      [{ endsAt: daysAhead(0.5) }, ['input', 'endsAt']],
      [{ endsAt: daysAhead(9) }, ['input', 'endsAt']],
      [{ timeZone: 'Mars/Olympus' }, ['input', 'timeZone']],
      [{ capacity: 0 }, ['input', 'capacity']],
      [{ capacity: 10_001 }, ['input', 'capacity']],
    ],
  },
  updateMeetup: {
    input: { meetupId: id, title: 'X' },
    stranger: 'NOT_FOUND',
    bad: [
      [{ meetupId: NOT_A_UUID }, ['input', 'meetupId']],
      [{ title: ' ' }, ['input', 'title']],
      [{ imageUrl: 'javascript:alert(1)' }, ['input', 'imageUrl']],
      [{ timeZone: 'Mars/Olympus' }, ['input', 'timeZone']],
      [{ capacity: 0 }, ['input', 'capacity']],
    ],
  },
  cancelMeetup: {
    input: { meetupId: id, reason: 'Rain.' },
    stranger: 'NOT_FOUND',
    bad: [
      [{ meetupId: NOT_A_UUID }, ['input', 'meetupId']],
      [{ reason: ' ' }, ['input', 'reason']],
      [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
    ],
  },
  joinMeetup: { input: { meetupId: id }, stranger: 'NOT_FOUND', bad: [[{ meetupId: NOT_A_UUID }, ['input', 'meetupId']]] },
  leaveMeetup: { input: { meetupId: id }, stranger: 'NOT_FOUND', bad: [[{ meetupId: NOT_A_UUID }, ['input', 'meetupId']]] },
  renewMeetupCode: { input: { meetupId: id }, stranger: 'NOT_FOUND', bad: [[{ meetupId: NOT_A_UUID }, ['input', 'meetupId']]] },
  checkInToMeetup: {
    input: { meetupId: id, code: 'ABCD-EFGH' },
    stranger: 'NOT_FOUND',
    bad: [
      [{ meetupId: NOT_A_UUID }, ['input', 'meetupId']],
      [{ code: 'x'.repeat(21) }, ['input', 'code']],
      [{ place: location }, ['input']],
      [{ code: null }, ['input']],
      [{ code: null, place: { latitude: 91, longitude: 5 } }, ['input', 'place', 'latitude']],
    ],
  },
}

const schema = buildSchema(await readFile(new URL('../gateway/schema.graphql', import.meta.url), 'utf8'))
const mutations = schema.getMutationType()?.getFields() ?? {}

const cleanup = new AsyncDisposableStack()
let stack: Stack
let world: TestWorld
let driver: Client
/** Those who may where a driver may not. */
let people: Record<'operator' | 'admin' | 'reviewer', Client>
beforeAll(async () => {
  stack = cleanup.use(await startStack())
  const graphUrl = `${stack.url}/graphql`
  world = await makeWorld(graphUrl)
  const signedIn = async (login: { email: string; password: string }) => {
    const client = cleanup.use(createClient({ url: graphUrl }))
    await client.signIn(login)
    return client
  }
  driver = await signedIn(world.driver)
  people = {
    operator: await signedIn(world.operator),
    admin: await signedIn(ADMIN),
    reviewer: await signedIn(world.reviewer),
  }
}, 240_000)
afterAll(() => cleanup.disposeAsync())

interface Refusal {
  message: string
  code: string | undefined
  paths: (string | number)[][]
}

/** Runs a mutation as somebody; the refusal, or null when it was done. */
async function attempt(name: string, input: Input | null, who: Client | null): Promise<Refusal | null> {
  const type = mutations[name]?.args[0]?.type
  const output = mutations[name]?.type
  const selection = output && 'ofType' in output ? '{ __typename }' : ''
  const token = who?.tokens()?.accessToken
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({
      query: type
        ? `mutation ($input: ${String(type)}) { ${name}(input: $input) ${selection} }`
        : `mutation { ${name} ${selection} }`,
      variables: { input },
    }),
  })
  const { errors } = (await response.json()) as {
    errors?: { message: string; extensions?: { code?: string; issues?: { path: (string | number)[] }[] } }[]
  }
  const [first] = errors ?? []
  return first
    ? { message: first.message, code: first.extensions?.code, paths: first.extensions?.issues?.map(({ path }) => path) ?? [] }
    : null
}

test('every mutation of the graph has its cases here, and takes one input object, or nothing', () => {
  expect(Object.keys(mutations).toSorted()).toEqual(Object.keys(CASES).toSorted())
  for (const [name, { args }] of Object.entries(mutations)) {
    expect(args.map((arg) => arg.name)).toEqual(CASES[name]?.input ? ['input'] : [])
    for (const { type } of args) expect(isInputObjectType(getNamedType(type))).toBe(true)
  }
})

describe.each(Object.entries(CASES).filter(([, { input }]) => input))('%s', (name, { input, stranger, by, anonymous, bad }) => {
  test.each(bad.map(([change, path]) => [path.join('.'), JSON.stringify(change).slice(0, 60), change, path] as const))(
    'names %s at fault in %s',
    async (_path, _text, change, path) => {
      // By the role that may do it, so that nothing but the input can be at fault.
      const who = anonymous ? null : stranger === 'FORBIDDEN' ? people[by ?? 'operator'] : driver
      const refusal = await attempt(name, { ...input, ...change }, who)
      expect(refusal?.code).toBe('BAD_USER_INPUT')
      expect(refusal?.paths).toContainEqual(path)
    },
  )

  test('refuses an unknown field and a missing input', async () => {
    expect(await attempt(name, { ...input, nonsense: 1 }, driver)).toMatchObject({
      code: 'BAD_USER_INPUT',
      paths: [['input', 'nonsense']],
    })
    expect(await attempt(name, null, driver)).toMatchObject({ code: 'BAD_USER_INPUT', paths: [['input']] })
  })
})

const named = (wanted: (one: Case) => boolean) => Object.entries(CASES).filter(([, one]) => wanted(one))

test.each(named(({ anonymous }) => !anonymous))('%s refuses callers who are not signed in', async (name, { input }) => {
  expect((await attempt(name, input, null))?.code).toBe('UNAUTHENTICATED')
})

test.each(named(({ stranger }) => stranger === 'FORBIDDEN'))(
  '%s is forbidden to drivers, and says the same of what exists as of what does not',
  async (name, { input }) => {
    const [station] = world.stations
    const existing = { stationId: station?.id, connectorId: station?.connectorId }
    const known = Object.fromEntries(Object.entries(existing).filter(([key]) => input && key in input))
    const [ofNothing, ofSomething] = [await attempt(name, input, driver), await attempt(name, { ...input, ...known }, driver)]
    expect(ofNothing?.code).toBe('FORBIDDEN')
    expect(ofSomething).toEqual(ofNothing)
  },
)

test.each(named(({ stranger }) => stranger === 'NOT_FOUND'))('%s knows nothing of what is not there', async (name, { input }) => {
  expect((await attempt(name, input, driver))?.code).toBe('NOT_FOUND')
})

test('after all that the platform is ready', async () => {
  expect((await fetch(`${stack.internalUrl}/ready`)).status).toBe(200)
})
