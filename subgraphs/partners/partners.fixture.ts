import pg from 'pg'
import { apiKeyHash } from '#lib/partners/api-key.ts'
import { GATEWAY, type Caller } from '#lib/auth.ts'
import { testBox } from '../../test/box.ts'
import { userCaller } from '../../test/caller.ts'
import type { GraphQLAnswer } from '../../test/subgraph.ts'
import type { PublicAgentOptions } from '#lib/http/public-agent.ts'
import { box } from './box.ts'
import type { Config } from './config.ts'
import type { PartnersTables } from './tables.ts'

export const newPartner = () => userCaller(['DRIVER', 'PARTNER'])

export const CLIENT = `id name sandbox scopes allowedAddresses requestsPerHour requestsPerDay revokedAt partner { id }
  keys { id prefix expiresAt }`
export interface ShownClient {
  id: string
  name: string
  sandbox: boolean
  scopes: string[]
  allowedAddresses: string[]
  requestsPerHour: number
  requestsPerDay: number
  revokedAt: string | null
  partner: { id: string }
  keys: { id: string; prefix: string; expiresAt: string | null }[]
}
export interface NewKey {
  client: ShownClient
  key: { id: string; prefix: string; expiresAt: string | null }
  secret: string | null
}
const NEW_KEY = `{ client { ${CLIENT} } key { id prefix expiresAt } secret }`

/** What the gateway is told of a key. */
export interface Known {
  clientId: string
  partnerId: string
  keyExpiresAt: string | null
  scopes: string[]
  sandbox: boolean
  allowedAddresses: string[]
  requestsPerHour: number
  callsToday: number
  activeVersion: string | null
}
const KNOWN = 'clientId partnerId keyExpiresAt scopes sandbox allowedAddresses requestsPerHour callsToday activeVersion'

export const SECRET_KEY = 'a-secret-that-only-this-test-knows'

export type TestPartners = Awaited<ReturnType<typeof testPartners>>

/** A running partners subgraph on a database of its own. */
export async function testPartners({ reach }: { reach?: PublicAgentOptions } = {}) {
  const running = await testBox<PartnersTables, Config, { reach: PublicAgentOptions }>(box, {
    variables: { PARTNERS_SECRET_KEY: SECRET_KEY },
    ...(reach && { overrides: { reach } }),
  })
  const { ask } = running
  /** Runs a mutation with an input object; the type of its input follows from its name. */
  const change = <Data>(
    caller: Caller,
    name: string,
    selection: string,
    input: object,
  ): Promise<GraphQLAnswer<Record<string, Data>>> =>
    ask(caller, `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) ${selection} }`, {
      input,
    })
  /** The same where it must succeed. */
  const done = async <Data>(...given: Parameters<typeof change>): Promise<Data> => {
    const { data, errors } = await change<Data>(...given)
    return data?.[given[1]] ?? Promise.reject(new Error(JSON.stringify(errors)))
  }
  const create = (caller: Caller, input: object = {}) =>
    done<NewKey>(caller, 'createApiClient', NEW_KEY, { name: 'Fleet', scopes: ['CHARGERS_READ'], ...input })
  return {
    ...running,
    change,
    done,
    /** The answer of a mutation whose payload is a client alone. */
    changed: (caller: Caller, name: string, input: object) =>
      change<{ client: ShownClient }>(caller, name, `{ client { ${CLIENT} } }`, input),
    create,
    rotate: (caller: Caller, input: object) => change<NewKey>(caller, 'rotateApiKey', NEW_KEY, input),
    /** Does what the box's own role may not. */
    async asAdmin(text: string): Promise<void> {
      const admin = new pg.Client({ connectionString: running.database.adminUrl })
      await admin.connect()
      try {
        await admin.query(text)
      } finally {
        await admin.end()
      }
    },
    async clientOf(caller: Caller, id: string): Promise<ShownClient | null | undefined> {
      const { data } = await ask<{ apiClient: ShownClient | null }>(
        caller,
        `query ($id: UUID!) { apiClient(id: $id) { ${CLIENT} } }`,
        { id },
      )
      return data?.apiClient
    },
    /** What the gateway finds of a key. */
    async known(key: string | null, caller: Caller = GATEWAY): Promise<Known | null> {
      const query = `query ($keyHash: String!) { gatewayClient(keyHash: $keyHash) { ${KNOWN} } }`
      const { data, errors } = await ask<{ gatewayClient: Known | null }>(caller, query, { keyHash: apiKeyHash(key ?? '') })
      return errors ? Promise.reject(new Error(errors[0]?.extensions?.code)) : (data?.gatewayClient ?? null)
    },
  }
}
