import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GraphQLError } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import { Repeater, createSchema, createYoga } from 'graphql-yoga'
import { WebSocketServer } from 'ws'
import type { Document } from './document.ts'

/** The part of the graph that the SDK itself uses, as the platform has it, and a number to ask for, change and watch. */
const typeDefs = `
  type Query { count: Int!, whoami: String, broken: Int }
  type Mutation {
    add(amount: Int!): Int!
    register(input: RegisterInput!): SignedInPayload!
    signIn(input: SignInInput!): SignedInPayload!
    refreshLogin(input: RefreshLoginInput!): SignedInPayload!
    signOut(input: SignOutInput!): SignOutPayload!
  }
  type Subscription { count(upTo: Int): Int!, whoami: String, members: String!, refused: Int! }
  input RegisterInput { email: String! password: String! displayName: String! }
  input SignInInput { email: String! password: String! }
  input RefreshLoginInput { refreshToken: String! }
  input SignOutInput { refreshToken: String! everywhere: Boolean }
  type SignOutPayload { signedOut: Boolean! }
  type SignedInPayload { user: User login: Login challenge: SignInChallenge withheldRoles: [String!] }
  type SignInChallenge { challenge: String! expiresAt: String! }
  type User { id: ID! displayName: String! email: String roles: [String!] }
  type Login { accessToken: String! accessTokenExpiresAt: String! refreshToken: String! refreshTokenExpiresAt: String! }
`

const typed = <Result, Variables>(text: string) => new String(text) as Document<Result, Variables>

export const Count = typed<{ count: number }, Record<string, never>>('query Count { count }')
export const WhoAmI = typed<{ whoami: string | null }, Record<string, never>>('query WhoAmI { whoami }')
export const Broken = typed<{ broken: number | null; count: number }, Record<string, never>>('query Broken { broken count }')
export const Add = typed<{ add: number }, { amount: number }>('mutation Add($amount: Int!) { add(amount: $amount) }')
export const WatchCount = typed<{ count: number }, { upTo?: number }>('subscription WatchCount($upTo: Int) { count(upTo: $upTo) }')
export const WatchWhoAmI = typed<{ whoami: string | null }, Record<string, never>>('subscription WatchWhoAmI { whoami }')
export const WatchMembers = typed<{ members: string }, Record<string, never>>('subscription WatchMembers { members }')
export const WatchRefused = typed<{ refused: number }, Record<string, never>>('subscription WatchRefused { refused }')

interface Context {
  user: string | null
  authorization?: unknown
}

/** A small platform on a real port: GraphQL over HTTP and graphql-transport-ws, with tokens that a test can make end. */
export async function testServer() {
  let count = 0
  let issued = 0
  let url = new URL('http://127.0.0.1:0/graphql')
  let accessSeconds = 900
  const access = new Map<string, string>()
  const refresh = new Map<string, string>()
  const watchers = new Set<() => void>()
  const seen = { refreshes: 0, requests: 0, connections: 0 }
  const answers: { status: number; body: string }[] = []

  const signedIn = (email: string) => {
    const tokens = { accessToken: `access-${++issued}`, refreshToken: `refresh-${issued}` }
    access.set(tokens.accessToken, email)
    refresh.set(tokens.refreshToken, email)
    const ends = new Date(Date.now() + accessSeconds * 1000).toISOString()
    return {
      user: { id: email, displayName: 'Ada', email, roles: ['DRIVER'] },
      login: { ...tokens, accessTokenExpiresAt: ends, refreshTokenExpiresAt: ends },
    }
  }
  const set = (to: number) => {
    count = to
    for (const wake of watchers) wake()
    return count
  }
  const watchCount = ({ upTo }: { upTo?: number | null }) =>
    new Repeater<{ count: number }>(async (push, stop) => {
      const tell = () => {
        void push({ count })
        if (upTo != null && count >= upTo) stop()
      }
      watchers.add(tell)
      tell()
      await stop
      watchers.delete(tell)
    })
  const watchUser = (user: string | null) => new Repeater<{ whoami: string | null }>((push) => void push({ whoami: user }))
  const refreshLogin = (refreshToken: string) => {
    seen.refreshes++
    const email = refresh.get(refreshToken)
    if (!email) throw new GraphQLError('This login has ended.', { extensions: { code: 'SESSION_ENDED' } })
    refresh.delete(refreshToken)
    return signedIn(email)
  }
  const schema = createSchema<Context>({
    typeDefs,
    resolvers: {
      Query: {
        count: () => count,
        whoami: (_root, _args, { user }) => user,
        broken: () => {
          const issues = [{ path: ['input', 'x'], message: 'Not this.' }]
          throw new GraphQLError('Not this.', { extensions: { code: 'BAD_USER_INPUT', issues } })
        },
      },
      Mutation: {
        add: (_root, { amount }: { amount: number }) => set(count + amount),
        register: (_root, { input }: { input: { email: string } }) => signedIn(input.email),
        signIn: (_root, { input }: { input: { email: string } }) => signedIn(input.email),
        refreshLogin: (_root, { input }: { input: { refreshToken: string } }) => refreshLogin(input.refreshToken),
        signOut: (_root, { input }: { input: { refreshToken: string } }) => ({ signedOut: refresh.delete(input.refreshToken) }),
      },
      Subscription: {
        count: { subscribe: (_root, args: { upTo?: number | null }) => watchCount(args) },
        whoami: { subscribe: (_root, _args, { user }) => watchUser(user) },
        members: {
          subscribe: (_root, _args, { authorization }) => {
            const user = userOf(authorization)
            if (!user) throw new GraphQLError('Sign in first.', { extensions: { code: 'UNAUTHENTICATED' } })
            return new Repeater<{ members: string }>((push) => void push({ members: user }))
          },
        },
        refused: {
          subscribe: () => {
            throw new GraphQLError('Your role does not allow this.', { extensions: { code: 'FORBIDDEN' } })
          },
        },
      },
    },
  })

  /** Undefined for a token that is not good. */
  const userOf = (authorization: unknown): string | null | undefined =>
    typeof authorization === 'string' ? access.get(authorization.replace(/^Bearer /, '')) : null
  const yoga = createYoga<Context>({ schema, logging: false, maskedErrors: false })

  let http: Server
  let sockets: WebSocketServer
  let running: { dispose: () => void | Promise<void> }
  const start = async () => {
    http = createServer((request, response) => {
      seen.requests++
      const fault = answers.shift()
      if (fault) return void response.writeHead(fault.status).end(fault.body)
      const user = userOf(request.headers.authorization)
      if (user === undefined) {
        const errors = [{ message: 'The access token is not valid.', extensions: { code: 'UNAUTHENTICATED' } }]
        return void response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify({ errors }))
      }
      return void yoga(request, response, { user })
    })
    sockets = new WebSocketServer({ server: http, path: '/graphql' })
    running = useServer<Record<string, unknown>, { user?: string | null }>(
      {
        schema,
        context: ({ extra, connectionParams }) => ({
          user: extra.user ?? null,
          authorization: connectionParams?.['authorization'] ?? null,
        }),
        onConnect: ({ connectionParams, extra }) => {
          seen.connections++
          const user = userOf(connectionParams?.['authorization'])
          if (user === undefined) extra.socket.close(4401, 'Unauthorized')
          else extra.user = user
          return true
        },
      },
      sockets,
    )
    http.listen(Number(url.port), '127.0.0.1')
    await new Promise((resolve) => http.once('listening', resolve))
    url = new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`)
  }
  const stop = async () => {
    sockets.clients.forEach((socket) => socket.resume())
    await running.dispose()
    http.closeAllConnections()
    await new Promise((resolve) => http.close(resolve))
  }
  await start()

  return {
    url: url.href,
    seen,
    set,
    start,
    stop,
    /** Cuts every socket as a broken network does. */
    drop: () => sockets.clients.forEach((socket) => socket.terminate()),
    /** Leaves every socket open and deaf. */
    freeze: () => sockets.clients.forEach((socket) => socket.pause()),
    /** Ends every access token, and tells no socket. */
    forgetAccess: () => access.clear(),
    /** Ends every access token; sockets hear it as the gateway tells it. */
    expireAccess: () => {
      access.clear()
      sockets.clients.forEach((socket) => socket.close(4440, 'Token expired'))
    },
    endLogins: () => refresh.clear(),
    /** The access tokens of the next logins last so long. */
    lasting: (seconds: number) => {
      accessSeconds = seconds
    },
    /** The next HTTP requests get these answers instead. */
    answerNext: (...faults: { status: number; body: string }[]) => answers.push(...faults),
    watchers: () => watchers.size,
    [Symbol.asyncDispose]: stop,
  }
}
