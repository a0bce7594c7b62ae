import { DomainError, type CommonErrorCode, type InputIssue } from '#lib/errors.ts'

export type ChargingErrorCode =
  | CommonErrorCode
  | 'CONNECTOR_BUSY'
  | 'CONNECTOR_UNAVAILABLE'
  | 'STATION_OFFLINE'
  | 'ID_TOKEN_UNUSABLE'
  | 'START_PENDING'
  | 'STILL_CHARGING'

/** A refusal of this subgraph; with `path` it names the field at fault. */
export const refuse = (code: ChargingErrorCode, message: string, path?: InputIssue['path']): DomainError<ChargingErrorCode> =>
  new DomainError(code, message, path ? [{ path, message }] : [])

/** What does not exist, and what belongs to somebody else: one answer for both. */
export const notFound = (what: string, path?: InputIssue['path']) => refuse('NOT_FOUND', `There is no such ${what}.`, path)
