import { DomainError, type CommonErrorCode, type InputIssue } from '#lib/errors.ts'

/** Codes that this subgraph answers with, beside the common ones. */
export type AccountsErrorCode =
  | CommonErrorCode
  /** The e-mail address has an account. */
  | 'EMAIL_TAKEN'
  /** The e-mail address has no account, or the password is another one: which, is not said. */
  | 'BAD_CREDENTIALS'
  /** The refresh token is unknown, expired, revoked or used up: only a new sign-in helps. */
  | 'SESSION_ENDED'
  /** The card belongs to an account already. */
  | 'ID_TOKEN_TAKEN'
  /** The card was blocked, and stays so. */
  | 'ID_TOKEN_BLOCKED'
  /** The account has as many of these as one may have. */
  | 'LIMIT_REACHED'
  /** The platform would be left without an admin. */
  | 'LAST_ADMIN'

/** A refusal with a code of this subgraph; with `path`, the field of the input that it is about. */
export function refuse(code: AccountsErrorCode, message: string, path?: InputIssue['path']): DomainError<AccountsErrorCode> {
  return new DomainError(code, message, path ? [{ path, message }] : [])
}

/** The same answer for what does not exist and for what belongs to somebody else. */
export const notFound = (what: string): DomainError<AccountsErrorCode> => refuse('NOT_FOUND', `There is no such ${what}.`)
