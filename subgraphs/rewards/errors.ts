import { DomainError, type CommonErrorCode, type InputIssue } from '#lib/errors.ts'

export type RewardsErrorCode = CommonErrorCode

/** A refusal of this subgraph; with `path` it names the field at fault. */
export const refuse = (code: RewardsErrorCode, message: string, path?: InputIssue['path']): DomainError<RewardsErrorCode> =>
  new DomainError(code, message, path ? [{ path, message }] : [])

/** What does not exist, and what belongs to somebody else: one answer for both. */
export const notFound = (what: string, path?: InputIssue['path']) => refuse('NOT_FOUND', `There is no such ${what}.`, path)
