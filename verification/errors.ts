import { DomainError, type CommonErrorCode, type InputIssue } from '#lib/errors.ts'

export type VerificationErrorCode = CommonErrorCode | 'CONSENT_NEEDED'

/** A refusal of this box; with `path` it names the field at fault. */
export const refuse = (
  code: VerificationErrorCode,
  message: string,
  path?: InputIssue['path'],
): DomainError<VerificationErrorCode> => new DomainError(code, message, path ? [{ path, message }] : [])

/** What does not exist, and what belongs to somebody else: one answer for both. */
export const notFound = (what: string, path?: InputIssue['path']) => refuse('NOT_FOUND', `There is no such ${what}.`, path)
