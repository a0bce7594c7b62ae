/** One fault of an input: where it stands and what is wrong with it. */
export interface InputIssue {
  /** Path of the field from the argument down, e.g. `['input', 'email']`. */
  path: readonly (string | number)[]
  message: string
}

/** Codes that every box may use; a box adds its own in its `errors.ts`. */
export type CommonErrorCode =
  /** Nobody has signed in, or the access token holds no more. Sign in, or renew the token. */
  | 'UNAUTHENTICATED'
  /** Who has signed in may not do this. Another role or scope may; the message names it. */
  | 'FORBIDDEN'
  /** A sign-in of the last ten minutes is needed, or the password where one is asked for. Sign in, and send it again. */
  | 'SIGN_IN_AGAIN'
  /** There is no such thing, or it is not yours: the answer does not say which. Check the id and who you are. */
  | 'NOT_FOUND'
  /** A value is wrong; `issues` names its path and why. Mend it and send it again. */
  | 'BAD_USER_INPUT'
  /** It does not fit what is there now. Read the thing again; the message says what is in the way. */
  | 'CONFLICT'
  /** Too many tries. Wait, as long as `retryAfterSeconds` or the message says. */
  | 'RATE_LIMITED'
  /** A service is too busy, or cannot reach its database. Try again in a few seconds. */
  | 'UNAVAILABLE'

/**
 * A rule that refuses. Its code reaches the client in `extensions.code`, its message is meant for people, and `issues` in
 * `extensions.issues` names the fields at fault. Everything else that is thrown is a bug: masked for the client, logged whole.
 */
export class DomainError<Code extends string = string> extends Error {
  override readonly name = 'DomainError'
  readonly code: Code
  readonly issues: readonly InputIssue[]

  constructor(code: Code, message: string, issues: readonly InputIssue[] = []) {
    super(message)
    this.code = code
    this.issues = issues
  }
}

/** The input is at fault: `BAD_USER_INPUT` with the path of the field, e.g. `badInput(['input', 'connectorId'], 'No such connector.')`. */
export function badInput(path: InputIssue['path'], message: string): DomainError<'BAD_USER_INPUT'> {
  return new DomainError('BAD_USER_INPUT', message, [{ path, message }])
}

/** Any refusal. With `path` it names the field at fault. A box with codes of its own makes its version in its `errors.ts`. */
export const refusal = <Own extends string>(
  code: CommonErrorCode | Own,
  message: string,
  path?: InputIssue['path'],
): DomainError<CommonErrorCode | Own> => new DomainError(code, message, path ? [{ path, message }] : [])

export const refuse = refusal<never>

/** One answer for what does not exist and what belongs to somebody else, so that nobody can tell them apart. */
export const notFound = (what: string, path?: InputIssue['path']) => refuse('NOT_FOUND', `There is no such ${what}.`, path)
