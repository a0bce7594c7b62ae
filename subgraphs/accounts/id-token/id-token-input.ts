import { badInput } from '#lib/errors.ts'
import type { IdTokenType } from '#lib/events.ts'
import { refuse } from '../errors.ts'
import { readIdToken, type OwnKind } from './id-token-kind.ts'

/** A card by its uid, or a type and a value. */
export interface IssueInput {
  uid?: string | null | undefined
  type?: IdTokenType | null | undefined
  value?: string | null | undefined
  expiresAt?: Date | null | undefined
  group?: string | null | undefined
}

export type IdTokenPath = ['input', 'uid' | 'value']

/** The identity that the input names, in the form in which it is kept, and its place in the input. It is for whoever issues one. */
export function named({ uid, type, value, expiresAt }: IssueInput): { type: OwnKind; value: string; path: IdTokenPath } {
  if (uid != null && (type != null || value != null))
    throw badInput(['input', 'uid'], 'Give a uid, or a type and a value; not both.')
  const path: IdTokenPath = ['input', uid == null ? 'value' : 'uid']
  const given = uid ?? value
  if (given == null) throw badInput(path, 'Give the uid of a card, or a type and a value.')
  const kind = uid == null ? type : 'RFID'
  if (kind == null) throw badInput(['input', 'type'], 'Say of what type the value is.')
  if (kind === 'APP') throw badInput(['input', 'type'], 'Every account has one of these, which the platform makes.')
  if (expiresAt != null && expiresAt.getTime() <= Date.now())
    throw badInput(['input', 'expiresAt'], 'This is over already. To end an identity now, block it.')
  const read = readIdToken(kind, given)
  if ('fault' in read) throw badInput(path, read.fault)
  return { type: kind, value: read.value, path }
}

/** Says no more than that the identity cannot be had: not whose it is, nor of what kind its owner is. */
export const taken = (path: IdTokenPath) => refuse('ID_TOKEN_TAKEN', 'This identity belongs to an account already.', path)
