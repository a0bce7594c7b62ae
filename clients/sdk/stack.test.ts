import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADMIN, startStack, type Stack } from '../../test/stack.ts'
import {
  GrantRoleDocument,
  RegisterStationDocument,
  RewardRulesDocument,
  StationsDocument,
  UserDetailsDocument,
  UsersDocument,
} from '../admin/generated/graphql.ts'
import {
  ActiveChargingSessionDocument,
  AddVehicleDocument,
  ChangePasswordDocument,
  ChargingHistoryDocument,
  ChargingSessionDocument,
  IssueIdTokenDocument,
  MeDocument,
  RewardBalanceDocument,
  RewardEarnedDocument,
  RewardsDocument,
  StationAvailabilityDocument,
} from '../driver/generated/graphql.ts'
import {
  PartnerChargeDetailRecordDocument,
  PartnerSessionsDocument,
  PartnerStationsDocument,
} from '../partner/generated/graphql.ts'
import { createClient, type Client } from './client.ts'

const PASSWORD = 'a quiet harbour at night'
const backoff = { baseMs: 5, maxMs: 100 }

let stack: Stack
let wire: Awaited<ReturnType<typeof cuttableWire>>
const open: Client[] = []
beforeAll(async () => {
  stack = await startStack()
  wire = await cuttableWire(Number(new URL(stack.url).port))
}, 120_000)
afterAll(async () => {
  for (const client of open) await client[Symbol.asyncDispose]()
  await wire?.[Symbol.asyncDispose]()
  await stack?.[Symbol.asyncDispose]()
})

const client = (): Client => {
  const made = createClient({ url: wire.url, backoff })
  open.push(made)
  return made
}
const driver = async () => {
  const made = client()
  const user = await made.register({ email: `${crypto.randomUUID()}@example.org`, password: PASSWORD, displayName: 'Ada' })
  return { client: made, user }
}
const admin = async () => {
  const made = client()
  await made.signIn(ADMIN)
  return made
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'fine',
    (error: { code: string }) => error.code,
  )

test('a new driver reads what is theirs from every subgraph', async () => {
  const { client, user } = await driver()
  expect(user).toMatchObject({ displayName: 'Ada', roles: ['DRIVER'] })
  expect((await client.execute(MeDocument)).me).toMatchObject({
    id: user.id,
    email: user.email,
    idTokens: [{ type: 'APP', status: 'ACTIVE' }],
  })
  expect((await client.execute(ActiveChargingSessionDocument)).me?.activeChargingSession).toBeNull()
  expect((await client.execute(ChargingHistoryDocument)).me?.chargingSessions.edges).toEqual([])
  expect((await client.execute(RewardBalanceDocument)).me?.rewardBalance).toMatchObject({ earned: '0', settled: '0', pending: '0' })
  expect((await client.execute(RewardsDocument)).me?.rewards?.edges).toEqual([])
  expect(await codeOf(client.execute(ChargingSessionDocument, { id: crypto.randomUUID() }))).toBe('NOT_FOUND')
})

test('through the gateway a refusal keeps its code and the path of the field', async () => {
  const { client } = await driver()
  await expect(client.execute(AddVehicleDocument, { input: { name: '', batteryCapacityWh: 52_000 } })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    issues: [{ path: ['input', 'name'] }],
  })
  await expect(client.execute(IssueIdTokenDocument, { input: { uid: 'card' } })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    issues: [{ path: ['input', 'uid'] }],
  })
  expect(await codeOf(client.execute(UsersDocument))).toBe('FORBIDDEN')
  expect(await codeOf(client.signIn({ email: 'nobody@example.org', password: PASSWORD }))).toBe('BAD_CREDENTIALS')
})

test('a forged access token is refused, and replaced by the refresh token without a word', async () => {
  const { client: first, user } = await driver()
  const tokens = first.tokens() ?? expect.fail('not signed in')
  const second = createClient({
    url: wire.url,
    backoff,
    tokens: { ...tokens, accessToken: `${tokens.accessToken.slice(0, -8)}forged12` },
  })
  open.push(second)
  expect((await second.execute(MeDocument)).me?.id).toBe(user.id)
  expect(second.tokens()?.refreshToken).not.toBe(tokens.refreshToken)
})

test('changing the password ends the login of every other device', async () => {
  const { client: phone, user } = await driver()
  const laptop = client()
  await laptop.signIn({ email: user.email ?? '', password: PASSWORD })
  const changed = await phone.execute(ChangePasswordDocument, {
    input: { currentPassword: PASSWORD, newPassword: 'another quiet harbour' },
  })
  phone.setTokens(changed.changePassword.login)
  expect((await phone.execute(MeDocument)).me?.id).toBe(user.id)
  const tokens = laptop.tokens() ?? expect.fail('not signed in')
  laptop.setTokens({ ...tokens, accessTokenExpiresAt: new Date().toISOString() })
  expect(await codeOf(laptop.execute(MeDocument))).toBe('SESSION_ENDED')
})

test('an admin sees users and stations, and gives a role that the user has from the next token on', async () => {
  const boss = await admin()
  const { client, user } = await driver()
  expect((await boss.execute(UserDetailsDocument, { id: user.id })).user).toMatchObject({ email: user.email, roles: ['DRIVER'] })
  expect((await boss.execute(UsersDocument, { first: 100 })).users.edges.map(({ node }) => node.id)).toContain(user.id)
  expect((await boss.execute(RewardRulesDocument)).rewardRules.length).toBeGreaterThan(0)
  await boss.execute(GrantRoleDocument, { input: { userId: user.id, role: 'OPERATOR' } })
  await client.signIn({ email: user.email ?? '', password: PASSWORD })
  await client.execute(RegisterStationDocument, { input: stationOf('EVG-ROLE') })
  expect((await boss.execute(StationsDocument, {})).stations.edges.map(({ node }) => node.identity)).toContain('EVG-ROLE')
})

test('a partner reads stations, sessions and records', async () => {
  const boss = await admin()
  const { client, user } = await driver()
  await boss.execute(GrantRoleDocument, { input: { userId: user.id, role: 'PARTNER' } })
  await client.signIn({ email: user.email ?? '', password: PASSWORD })
  expect((await client.execute(PartnerStationsDocument, { first: 5 })).stations.edges).toBeInstanceOf(Array)
  expect((await client.execute(PartnerSessionsDocument)).me?.chargingSessions.edges).toEqual([])
  expect(await codeOf(client.execute(PartnerChargeDetailRecordDocument, { id: crypto.randomUUID() }))).toBe('NOT_FOUND')
})

test('a subscription comes back after the wire is cut, with the present state first', async () => {
  const boss = await admin()
  const { registerStation } = await boss.execute(RegisterStationDocument, {
    input: { ...stationOf('EVG-WIRE'), operatorId: (await boss.execute(MeDocument)).me?.id ?? '' },
  })
  const { client } = await driver()
  await using events = client.subscribe(StationAvailabilityDocument, { stationId: registerStation.station.id })
  const first = await events.next()
  expect(first.value?.stationAvailability).toMatchObject({ id: registerStation.station.id, online: false })
  wire.cut()
  expect(await events.next()).toEqual(first)
})

test('a subscription needs the signed-in user whom its field asks for', async () => {
  expect(await codeOf(client().subscribe(RewardEarnedDocument).next())).toBe('UNAUTHENTICATED')
})

const stationOf = (identity: string) => ({
  idempotencyKey: crypto.randomUUID(),
  identity,
  name: 'Harbour',
  address: 'Kai 1',
  city: 'Hamburg',
  country: 'DE',
  location: { latitude: 53.54, longitude: 9.98 },
  timeZone: 'Europe/Berlin',
  evses: [
    {
      evseId: `DE*EVG*E${identity.replaceAll('-', '')}`,
      connectors: [
        { standard: 'IEC_62196_T2_COMBO' as const, format: 'CABLE' as const, powerType: 'DC' as const, maxPowerW: 50_000 },
      ],
    },
  ],
})

/** A way to a port that can be cut as a network cuts it. */
async function cuttableWire(port: number) {
  const ends = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end)
      end.pipe(other)
      end.on('error', () => other.destroy())
      end.on('close', () => ends.delete(end))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => ends.forEach((end) => end.destroy())
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    cut,
    [Symbol.asyncDispose]: async () => {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
