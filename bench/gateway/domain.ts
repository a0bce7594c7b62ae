import type { Subgraph } from '../../gateway/composition/compose.ts'

const FEDERATION = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])'
const MONEY = 'type Money @shareable { amountMinor: Int! currency: String! }'

/** Four subgraphs in the shape of the platform's own. */
const SDL = {
  accounts: `${FEDERATION}
    type Query { users(first: Int!, from: Int!): [User!]! user(id: ID!): User }
    type User @key(fields: "id") { id: ID! name: String! email: String! roles: [String!]! vehicles: [Vehicle!]! }
    type Vehicle { id: ID! make: String! model: String! batteryWh: Int! }`,
  stations: `${FEDERATION}
    type Query { station(id: ID!): Station }
    type Station @key(fields: "id") { id: ID! name: String! address: Address! latitude: Float! longitude: Float! connectors: [Connector!]! }
    type Address { street: String! city: String! country: String! }
    type Connector @key(fields: "id") { id: ID! kind: String! maxPowerW: Int! status: String! }`,
  charging: `${FEDERATION} ${MONEY}
    type Query { session(id: ID!): ChargingSession }
    type User @key(fields: "id") { id: ID! chargingSessions(first: Int!): [ChargingSession!]! }
    type ChargingSession @key(fields: "id") {
      id: ID! startedAt: String! stoppedAt: String energyWh: Int! cost: Money! station: Station! connector: Connector! user: User!
    }
    type Station @key(fields: "id", resolvable: false) { id: ID! }
    type Connector @key(fields: "id", resolvable: false) { id: ID! }`,
  rewards: `${FEDERATION}
    type Query { reward(id: ID!): Reward }
    type User @key(fields: "id") { id: ID! rewardBalance: String! }
    type ChargingSession @key(fields: "id") { id: ID! reward: Reward }
    type Reward @key(fields: "id") { id: ID! amount: String! reason: String! settled: Boolean! }`,
}

export type Name = keyof typeof SDL
export const NAMES = Object.keys(SDL) as Name[]

export const subgraphs = (urls: Readonly<Record<Name, string>>): Subgraph[] =>
  NAMES.map((name) => ({ name, url: urls[name], sdl: SDL[name] }))
export const sdlOf = (name: Name): string => SDL[name]

const KINDS = ['CCS2', 'TYPE2', 'CHADEMO']
const numberOf = (id: string): number => Number(id.slice(id.lastIndexOf('-') + 1))
const list = <T>(length: number, each: (index: number) => T): T[] => Array.from({ length }, (_, index) => each(index))

const user = (id: string) => ({
  __typename: 'User',
  id,
  name: `Driver ${numberOf(id)}`,
  email: `driver${numberOf(id)}@example.org`,
  roles: ['DRIVER'],
  vehicles: list(2, (n) => ({
    id: `vehicle-${numberOf(id) * 2 + n}`,
    make: 'Make',
    model: `Model ${n}`,
    batteryWh: 60_000 + n * 17_000,
  })),
  chargingSessions: ({ first }: { first: number }) => list(first, (n) => session(`session-${numberOf(id) * 10 + n}`)),
  rewardBalance: `${numberOf(id) + 1}000000000000000000`,
})

const station = (id: string) => ({
  __typename: 'Station',
  id,
  name: `Station ${numberOf(id)}`,
  address: { street: `Street ${numberOf(id)}`, city: 'Graz', country: 'AT' },
  latitude: 47 + numberOf(id) / 1000,
  longitude: 15 + numberOf(id) / 1000,
  connectors: list(4, (n) => connector(`connector-${numberOf(id) * 4 + n}`)),
})

const connector = (id: string) => ({
  __typename: 'Connector',
  id,
  kind: KINDS[numberOf(id) % KINDS.length],
  maxPowerW: 50_000,
  status: numberOf(id) % 2 ? 'AVAILABLE' : 'CHARGING',
})

const session = (id: string) => ({
  __typename: 'ChargingSession',
  id,
  startedAt: '2026-11-20T09:00:00.000Z',
  stoppedAt: numberOf(id) % 3 ? '2026-11-20T09:40:00.000Z' : null,
  energyWh: 1000 + numberOf(id),
  cost: { amountMinor: 500 + numberOf(id), currency: 'EUR' },
  station: station(`station-${numberOf(id) % 40}`),
  connector: connector(`connector-${numberOf(id) % 160}`),
  user: user(`user-${Math.floor(numberOf(id) / 10)}`),
  reward: reward(`reward-${numberOf(id)}`),
})

const reward = (id: string) => ({
  __typename: 'Reward',
  id,
  amount: `${numberOf(id)}000000000000000`,
  reason: 'CHARGING',
  settled: numberOf(id) % 2 === 0,
})

const MAKERS: Record<string, (id: string) => object> = {
  User: user,
  Station: station,
  Connector: connector,
  ChargingSession: session,
  Reward: reward,
}

/** Entity references and root fields, the same for all four. */
export const resolveReference = ({ __typename, id }: { __typename: string; id: string }): object | null =>
  MAKERS[__typename]?.(id) ?? null
export const rootFields = {
  users: ({ first, from }: { first: number; from: number }) => list(first, (n) => user(`user-${from + n}`)),
  user: ({ id }: { id: string }) => user(id),
  station: ({ id }: { id: string }) => station(id),
  session: ({ id }: { id: string }) => session(id),
  reward: ({ id }: { id: string }) => reward(id),
}

export const QUERIES = {
  heavy: {
    query: `query Heavy($users: Int!, $from: Int!, $sessions: Int!) {
      users(first: $users, from: $from) {
        id name email rewardBalance vehicles { id make model batteryWh }
        chargingSessions(first: $sessions) {
          id startedAt stoppedAt energyWh cost { amountMinor currency }
          station { id name address { street city } connectors { id kind maxPowerW status } }
          connector { id kind maxPowerW }
          reward { id amount reason settled }
        }
      }
    }`,
    variables: (turn: number) => ({ users: 20, from: turn * 20, sessions: 5 }),
  },
  small: {
    query: 'query Small($id: ID!) { station(id: $id) { id name address { street city } connectors { id status } } }',
    variables: (turn: number) => ({ id: `station-${turn}` }),
  },
} as const
export type QueryName = keyof typeof QUERIES
