/** One fault of an input: where it stands and what is wrong with it. */
export interface InputIssue {
  /** Path of the field from the argument down, e.g. `['input', 'email']`. */
  path: readonly (string | number)[]
  message: string
}

/** Codes that every box may use; a box adds its own in its `errors.ts`. */
export type CommonErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'RATE_LIMITED'
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
