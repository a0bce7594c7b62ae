/** One fault of an input: where it stands and what is wrong with it. */
export interface Issue {
  /** From the argument down, e.g. `['input', 'email']`. */
  path: readonly (string | number)[]
  message: string
}

/** An error as GraphQL answers carry it. */
export interface GraphQLErrorJson {
  message: string
  path?: readonly (string | number)[]
  extensions?: { code?: unknown; issues?: unknown }
}

/** Codes of the SDK's own; all others are the platform's, from `extensions.code`. */
export type SdkErrorCode =
  /** The platform could not be reached, or the connection broke before the answer. Whether a mutation was done is not known. */
  | 'NETWORK'
  /** What came back is no GraphQL. */
  | 'BAD_RESPONSE'
  /** The account has a second factor: `SecondFactorNeeded` has the challenge. */
  | 'SECOND_FACTOR_NEEDED'
  /** The client was disposed. */
  | 'CLOSED'

/**
 * Whatever went wrong, by its `code`. `issues` names the fields at fault, `errors` has all that the answer said, `data` what it gave
 * all the same.
 */
export class EvergraphError extends Error {
  override readonly name: string = 'EvergraphError'
  readonly code: string
  readonly issues: readonly Issue[]
  readonly errors: readonly GraphQLErrorJson[]
  readonly data: unknown

  constructor(
    code: string,
    message: string,
    details: { issues?: readonly Issue[]; errors?: readonly GraphQLErrorJson[]; data?: unknown; cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.issues = details.issues ?? []
    this.errors = details.errors ?? []
    this.data = details.data ?? null
  }
}

/** The first of two steps of a sign-in is done. Go on by `confirmSignIn` with the challenge and a code of the user's app. */
export class SecondFactorNeeded extends EvergraphError {
  override readonly name = 'SecondFactorNeeded'
  readonly challenge: string
  /** Until when it can be answered, as ISO 8601. */
  readonly expiresAt: string

  constructor({ challenge, expiresAt }: { challenge: string; expiresAt: string }) {
    super('SECOND_FACTOR_NEEDED', 'Give a code of your authenticator app, or a recovery code.')
    this.challenge = challenge
    this.expiresAt = expiresAt
  }
}

/** The error of an answer that has some; its code is that of the first. */
export function errorOf(errors: readonly GraphQLErrorJson[], data?: unknown): EvergraphError {
  const [first] = errors
  const code = typeof first?.extensions?.code === 'string' ? first.extensions.code : 'BAD_RESPONSE'
  const issues = errors.flatMap(({ extensions }) => (Array.isArray(extensions?.issues) ? (extensions.issues as Issue[]) : []))
  return new EvergraphError(code, first?.message ?? 'The answer has errors.', { issues, errors, data })
}

export const closed = (): EvergraphError => new EvergraphError('CLOSED', 'This client has been closed.')

const PASSING = new Set(['NETWORK', 'SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_TIMEOUT', 'SHUTTING_DOWN', 'UNAVAILABLE'])

/** True for what may be over in a moment. */
export const isPassing = (error: unknown): boolean => error instanceof EvergraphError && PASSING.has(error.code)

export const hasCode = (error: unknown, code: string): boolean => error instanceof EvergraphError && error.code === code
