import { closed, EvergraphError, SecondFactorNeeded } from './errors.ts'
import { operationOf, type Document, type VariablesOf } from './document.ts'
import {
  ConfirmSignInDocument,
  RefreshLoginDocument,
  RegisterDocument,
  ResetPasswordDocument,
  SignInDocument,
  SignOutDocument,
  type ConfirmSignInInput,
  type ConfirmSignInMutation,
  type RefreshLoginMutation,
  type RegisterInput,
  type RegisterMutation,
  type ResetPasswordInput,
  type ResetPasswordMutation,
  type SignInInput,
  type SignInMutation,
  type SignedInFragment,
} from './generated/graphql.ts'
import type { Backoff } from './pause.ts'
import { send, sendAs } from './request.ts'
import { createLogin, type Tokens } from './login.ts'
import { createSocket, type Pings, type WebSocketClass } from './socket.ts'
import { subscribe, type Subscription } from './subscription.ts'

export type User = NonNullable<SignedInFragment['user']>

export interface ClientOptions {
  /** The graph over HTTP, e.g. `https://host/graphql`. */
  url: string
  /** The graph over WebSocket; by default the same address. */
  socketUrl?: string
  /** A login from before, to go on with. */
  tokens?: Tokens | null
  /** Told whenever the tokens change (null: signed out, or the login has ended), so that they can be kept. */
  onTokens?: (tokens: Tokens | null) => void
  /**
   * Stands around each renewal of the login, for programs that share one. `renew` asks the platform for the successors of these tokens. The answer may
   * as well be tokens that another program has renewed in the meantime.
   */
  renewal?: (old: Tokens, renew: () => Promise<Tokens>) => Promise<Tokens>
  /** Told of each break of a subscription that it means to survive. */
  onInterruption?: (error: EvergraphError) => void
  /** Pauses between tries; by default from 200 ms to 10 s. */
  backoff?: Backoff
  /** How often a query is sent before its failure is told; by default 4. */
  tries?: number
  /** A request without an answer for so long has failed; by default 30 s. */
  timeoutMs?: number
  /** How dead sockets are found; by default a ping after 10 s of silence, to be answered within 5 s. */
  pings?: Pings
  fetch?: typeof fetch
  webSocket?: WebSocketClass
}

export interface Client extends AsyncDisposable {
  /** Makes an account and signs it in. */
  register(input: RegisterInput): Promise<User>
  /** Signs in. Throws `SecondFactorNeeded` where the user has a second factor; go on by `confirmSignIn`. */
  signIn(input: SignInInput): Promise<User>
  /** The second step of a sign-in. */
  confirmSignIn(input: ConfirmSignInInput): Promise<User>
  /** Sets a new password by the link of a letter, and signs in; it may throw `SecondFactorNeeded` too. */
  resetPassword(input: ResetPasswordInput): Promise<User>
  /** Ends the login, here and on the platform; with `everywhere` all logins of the user. */
  signOut(options?: { everywhere?: boolean }): Promise<void>
  /** The tokens as they are now; null when nobody is signed in. */
  tokens(): Tokens | null
  /** Goes on with these tokens: those of `changePassword`, or of another tab. Subscriptions follow. */
  setTokens(tokens: Tokens | null): void
  /**
   * Runs a query or a mutation, as the signed-in user. The access token is renewed before it ends and when it is refused; queries are
   * repeated after failures that may pass. Throws an EvergraphError.
   */
  execute<Result, Variables>(document: Document<Result, Variables>, ...variables: VariablesOf<Variables>): Promise<Result>
  /** Follows a subscription across breaks of the connection, restarts of the platform and ends of access tokens. */
  subscribe<Result, Variables>(document: Document<Result, Variables>, ...variables: VariablesOf<Variables>): Subscription<Result>
}

const STANDARD = {
  pings: { everyMs: 10_000, answerMs: 5_000 },
  tries: 4,
  timeoutMs: 30_000,
  backoff: { baseMs: 200, maxMs: 10_000 },
}

/**
 * The platform tells a refresh token's successor again when its answer got lost, but for 30 s only (after that it takes the token for
 * stolen): a refresh that hangs must be repeated well before.
 */
const REFRESH_TIMEOUT_MS = 7_000

/** A client of the platform. Dispose it to end its requests and subscriptions; the login stays open. */
export function createClient(options: ClientOptions): Client {
  const { url, socketUrl = url.replace(/^http/, 'ws'), onTokens, onInterruption, backoff = STANDARD.backoff } = options
  const { renewal = (_old, renew) => renew() } = options
  const request = {
    url,
    backoff,
    // Bound, because browsers' fetch wants its own `this`.
    fetch: options.fetch ?? ((...args: Parameters<typeof fetch>) => fetch(...args)),
    tries: options.tries ?? STANDARD.tries,
    timeoutMs: options.timeoutMs ?? STANDARD.timeoutMs,
  }
  const closing = new AbortController()
  const { signal } = closing
  const anonymously = async <Result, Variables>(
    document: Document<Result, Variables>,
    variables: Variables,
    { repeatable = false, timeoutMs = request.timeoutMs } = {},
  ) => {
    signal.throwIfAborted()
    const within = { ...request, timeoutMs }
    // The document says what its data looks like.
    return (await send(within, { operation: operationOf(document), variables, token: null, signal, repeatable })) as Result
  }
  const renew = async ({ refreshToken }: Tokens): Promise<Tokens> => {
    const timeoutMs = Math.min(request.timeoutMs, REFRESH_TIMEOUT_MS)
    const data: RefreshLoginMutation = await anonymously(
      RefreshLoginDocument,
      { input: { refreshToken } },
      { repeatable: true, timeoutMs },
    )
    if (!data.refreshLogin.login) throw new EvergraphError('BAD_RESPONSE', 'A refresh came without tokens.')
    return data.refreshLogin.login
  }
  const login = createLogin({
    tokens: options.tokens ?? null,
    refresh: (old) => renewal(old, () => renew(old)),
    changed: (tokens) => onTokens?.(tokens),
  })
  const socket = createSocket({
    url: socketUrl,
    webSocket: options.webSocket ?? webSocketHere(),
    pings: options.pings ?? STANDARD.pings,
    accessToken: () => login.accessToken(),
  })
  const enter = (tokens: Tokens | null) => {
    login.set(tokens)
    // The socket speaks for whoever was signed in when it was opened; subscriptions open the next one.
    socket.terminate()
  }
  const signedIn = ({ user, login: tokens, challenge }: SignedInFragment): User => {
    if (challenge) throw new SecondFactorNeeded(challenge)
    if (!user || !tokens) throw new EvergraphError('BAD_RESPONSE', 'A sign-in came without a login.')
    enter(tokens)
    return user
  }

  return {
    register: async (input) => signedIn(((await anonymously(RegisterDocument, { input })) satisfies RegisterMutation).register),
    signIn: async (input) => signedIn(((await anonymously(SignInDocument, { input })) satisfies SignInMutation).signIn),
    confirmSignIn: async (input) =>
      signedIn(((await anonymously(ConfirmSignInDocument, { input })) satisfies ConfirmSignInMutation).confirmSignIn),
    resetPassword: async (input) =>
      signedIn(((await anonymously(ResetPasswordDocument, { input })) satisfies ResetPasswordMutation).resetPassword),
    async signOut({ everywhere = false } = {}) {
      const tokens = login.current()
      if (!tokens) return
      enter(null)
      await anonymously(SignOutDocument, { input: { refreshToken: tokens.refreshToken, everywhere } }, { repeatable: true })
    },
    tokens: () => login.current(),
    setTokens: enter,
    async execute<Result, Variables>(document: Document<Result, Variables>, ...[variables]: VariablesOf<Variables>) {
      signal.throwIfAborted()
      return (await sendAs(login, request, { operation: operationOf(document), variables, signal })) as Result
    },
    subscribe<Result, Variables>(document: Document<Result, Variables>, ...[variables]: VariablesOf<Variables>) {
      const interrupted = (error: EvergraphError) => onInterruption?.(error)
      return subscribe<Result>({ socket, login, backoff, interrupted }, operationOf(document), variables, signal)
    },
    [Symbol.asyncDispose]: async () => {
      closing.abort(closed())
      socket.terminate()
      await socket.dispose()
    },
  }
}

/** Node has one of its own since 22. */
function webSocketHere(): WebSocketClass {
  const found = (globalThis as { WebSocket?: WebSocketClass }).WebSocket
  if (!found) throw new Error('There is no WebSocket here. Use Node 22 or newer, or give createClient a class as `webSocket`.')
  return found
}
