import pg from 'pg'
import { newKeyPair, publicKey, verifyAccessToken, type Caller } from '#lib/auth.ts'
import { CLIENT_ADDRESS_HEADER, CLIENT_AGENT_HEADER } from '#lib/graphql/subgraph.ts'
import { testBox } from '../../test/box.ts'
import { ask } from '../../test/subgraph.ts'
import { until } from '../../test/until.ts'
import { box } from './box.ts'
import type { Config } from './config.ts'
import type { AccountsTables } from './tables.ts'

export const PASSWORD = 'a quiet harbour at night'

/** Nobody reads mails here: addresses are registered without a letter. */
export const VARIABLES = { ACCOUNTS_SECRET_KEY: 'x'.repeat(32), ACCOUNTS_OPEN_REGISTRATION: 'true', ACCOUNTS_LETTERS_MS: '50' }

/** A running accounts subgraph on a database of its own. */
export async function testAccounts(variables: Record<string, string> = {}) {
  const keys = newKeyPair()
  const running = await testBox<AccountsTables, Config>(box, {
    variables: { ...VARIABLES, ACCOUNTS_TOKEN_PRIVATE_KEY: keys.privateKey, ...variables },
  })
  const { app, database } = running
  const admin = new pg.Pool({ connectionString: database.adminUrl, options: '-c search_path=accounts', max: 2 })
  admin.on('error', () => undefined)
  const holding = async <T>(first: string, work: () => Promise<T>, then: string): Promise<T> => {
    const client = await admin.connect()
    try {
      await client.query('BEGIN')
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      await client.query(first)
      const answer = work()
      await until(async () => {
        const waiting = await admin.query('SELECT 1 FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))', [rows[0]?.pid])
        return waiting.rows.length > 0
      })
      await client.query(then)
      await client.query('COMMIT')
      return await answer
    } finally {
      await client.query('ROLLBACK')
      client.release()
    }
  }
  return {
    ...running,
    /** Asks as a caller; `address` and `agent` are what the gateway says of where the client is, and of what program. */
    ask: <Data = Record<string, never>>(
      caller: Caller,
      query: string,
      variables: Record<string, unknown> = {},
      address?: string,
      agent?: string,
    ) => ask<Data>({ name: app.name, fetch: address ? from(app.fetch, address, agent) : app.fetch }, caller, query, variables),
    /** Rows by the administrator, who may do what the box may not. */
    sql: async <Row extends object>(text: string, values: unknown[] = []) => (await admin.query<Row>(text, values)).rows,
    verify: (accessToken: string) => verifyAccessToken(publicKey(keys.publicKey), accessToken),
    /** Does what has to wait for a user whom another transaction has locked, and meanwhile this in that transaction. */
    whileLocked: <T>(userId: string, work: () => Promise<T>, meanwhile: string): Promise<T> =>
      holding(`SELECT 1 FROM "user" WHERE id = '${userId}' FOR UPDATE`, work, meanwhile),
    /** Does what has to wait for a transaction that has done this and is not over yet. */
    meanwhile: <T>(done: string, work: () => Promise<T>): Promise<T> => holding(done, work, 'SELECT 1'),
    [Symbol.asyncDispose]: async () => {
      await admin.end()
      await running[Symbol.asyncDispose]()
    },
  }
}

export type TestAccounts = Awaited<ReturnType<typeof testAccounts>>

export interface SignedIn {
  user: { id: string; roles: string[] }
  login: { accessToken: string; accessTokenExpiresAt: string; refreshToken: string; refreshTokenExpiresAt: string }
}

export const SIGNED_IN = '{ user { id roles } login { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt } }'
export const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) ${SIGNED_IN} }`
export const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) ${SIGNED_IN} }`
export const REFRESH = `mutation ($input: RefreshLoginInput!) { refreshLogin(input: $input) ${SIGNED_IN} }`

/** A new driver, and the caller they are from now on. */
export async function newDriver(accounts: TestAccounts, email = `${crypto.randomUUID()}@example.org`) {
  const input = { email, password: PASSWORD, displayName: 'Ada' }
  const { data, errors } = await accounts.ask<{ register: SignedIn }>({ kind: 'anonymous' }, REGISTER, { input })
  if (!data) throw new Error(JSON.stringify(errors))
  const { user, login } = data.register
  return { email, userId: user.id, login, caller: { kind: 'user', userId: user.id, roles: ['DRIVER'] } satisfies Caller }
}

/** The code and the paths of a refusal: what a client's program looks at. */
export function refusalOf({ data, errors }: { data?: unknown; errors?: Awaited<ReturnType<typeof ask>>['errors'] }) {
  const { code, issues } = errors?.[0]?.extensions ?? {}
  return { code, paths: issues?.map(({ path }) => path.join('.')) ?? [], data: data ?? null }
}

const from =
  (fetch: (request: Request) => Promise<Response>, address: string, agent?: string) =>
  (request: Request): Promise<Response> => {
    request.headers.set(CLIENT_ADDRESS_HEADER, address)
    if (agent !== undefined) request.headers.set(CLIENT_AGENT_HEADER, agent)
    return fetch(request)
  }
