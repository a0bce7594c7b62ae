import { DomainError, type CommonErrorCode, type InputIssue } from '#lib/errors.ts'

export type RewardsErrorCode = CommonErrorCode

/** A refusal of this subgraph; with `path` it names the field at fault. */
export const refuse = (code: RewardsErrorCode, message: string, path?: InputIssue['path']): DomainError<RewardsErrorCode> =>
  new DomainError(code, message, path ? [{ path, message }] : [])
