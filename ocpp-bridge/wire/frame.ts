import type { OcppVersion } from '#lib/events.ts'

export type Json = { [key: string]: unknown }

/** A message of OCPP-J as it travels. Only 2.1 has CALLRESULTERROR and SEND (part 4, §4.2). */
export type Frame =
  | { kind: 'call'; messageId: string; action: string; payload: Json }
  | { kind: 'result'; messageId: string; payload: Json }
  | { kind: 'error'; messageId: string; code: string; description: string }
  | { kind: 'result-error'; messageId: string; code: string; description: string }
  | { kind: 'send'; messageId: string; action: string; payload: Json }

/** A text that is no frame. `answer` is the CALLERROR to send; null if the specification wants silence. */
export interface Malformed {
  kind: 'malformed'
  reason: string
  answer: { messageId: string; code: ErrorCode } | null
}

/** What can be wrong, in the words of 2.0.1; `wireCode` gives the version's own spelling. */
export type ErrorCode =
  | 'FormatViolation'
  | 'GenericError'
  | 'InternalError'
  | 'MessageTypeNotSupported'
  | 'NotImplemented'
  | 'NotSupported'
  | 'OccurrenceConstraintViolation'
  | 'PropertyConstraintViolation'
  | 'ProtocolError'
  | 'RpcFrameworkError'
  | 'SecurityError'
  | 'TypeConstraintViolation'

/** A CALL that is refused. `description` reaches the charger, so it never holds anything of the payload. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused'
  readonly code: ErrorCode

  constructor(code: ErrorCode, description: string) {
    super(description)
    this.code = code
  }
}

/** The specification says 36. Some chargers send more, and a transaction must not be lost for it. */
const MESSAGE_ID_LENGTH = 255
const ACTION_LENGTH = 64

const CALL = 2
const CALLRESULT = 3
const CALLERROR = 4
const CALLRESULTERROR = 5
const SEND = 6

/** Reads one text message; never throws. */
export function parseFrame(text: string, version: OcppVersion): Frame | Malformed {
  const read = parseJson(text)
  if (!Array.isArray(read)) return unreadable('not a JSON array', version)
  // An array of JSON values; each place is checked before it is used.
  const array = read as unknown[]
  const [type, messageId] = array
  const id = typeof messageId === 'string' && messageId !== '' && messageId.length <= MESSAGE_ID_LENGTH ? messageId : null

  switch (type) {
    case CALL:
      if (id === null) return unreadable('a CALL without a readable message id', version)
      return callOf('call', id, array) ?? refused(id, 'FormatViolation', 'a CALL that is not [2, id, action, payload]')
    case CALLRESULT:
      if (id === null || array.length !== 3 || !isObject(array[2])) return ignored('a CALLRESULT that is not [3, id, payload]')
      return { kind: 'result', messageId: id, payload: array[2] }
    case CALLERROR:
      if (id === null || array.length < 3) return ignored('a CALLERROR that is not [4, id, code, description, details]')
      return { kind: 'error', messageId: id, code: word(array[2]), description: word(array[3]) }
    case CALLRESULTERROR:
      if (version !== '2.1') break
      if (id === null || array.length < 3) return ignored('a CALLRESULTERROR that is not [5, id, code, description, details]')
      return { kind: 'result-error', messageId: id, code: word(array[2]), description: word(array[3]) }
    case SEND:
      if (version !== '2.1') break
      // A SEND is never answered, not even with an error (2.1 part 4, §4.2.5).
      return (id === null ? null : callOf('send', id, array)) ?? ignored('a SEND that is not [6, id, action, payload]')
  }
  // 1.6-J §4.1.3: a message type that is not known is ignored. 2.0.1 part 4, §4.3 has a code for it.
  if (version === '1.6' || id === null) return ignored('an unknown message type')
  return refused(id, 'MessageTypeNotSupported', 'an unknown message type')
}

/** Texts to send. A CALLERROR's details are always empty: nothing of a payload goes back. */
export const encode = {
  call: (messageId: string, action: string, payload: Json): string => JSON.stringify([CALL, messageId, action, payload]),
  result: (messageId: string, payload: Json): string => JSON.stringify([CALLRESULT, messageId, payload]),
  error: (messageId: string, code: ErrorCode, description: string, version: OcppVersion): string =>
    JSON.stringify([CALLERROR, messageId, wireCode(code, version), description.slice(0, 255), {}]),
  resultError: (messageId: string, code: ErrorCode, description: string): string =>
    JSON.stringify([CALLRESULTERROR, messageId, code, description.slice(0, 255), {}]),
}

/** The version's own spelling. 1.6-J §4.2.3 has fewer codes, and one with a famous typing error. */
export function wireCode(code: ErrorCode, version: OcppVersion): string {
  if (version !== '1.6') return code
  switch (code) {
    case 'FormatViolation':
    case 'RpcFrameworkError':
      return 'FormationViolation'
    case 'OccurrenceConstraintViolation':
      return 'OccurenceConstraintViolation'
    case 'MessageTypeNotSupported':
      return 'GenericError'
    default:
      return code
  }
}

function callOf<Kind extends 'call' | 'send'>(kind: Kind, messageId: string, array: unknown[]) {
  const [, , action, payload] = array
  if (array.length !== 4 || typeof action !== 'string' || action === '' || action.length > ACTION_LENGTH || !isObject(payload))
    return null
  return { kind, messageId, action, payload }
}

/** PostgreSQL can store neither NUL nor half a surrogate pair. A garbled text must not cost us the message it is in. */
const UNSTORABLE = /\\u(0000|d[89a-f])/i

function parseJson(text: string): unknown {
  try {
    return UNSTORABLE.test(text) ? JSON.parse(text, storable) : JSON.parse(text)
  } catch {
    return undefined
  }
}

const storable = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value

/** 2.0.1 part 4, §4.2.3: "-1" if the message id cannot be read. 1.6 has no such answer, so it gets none. */
function unreadable(reason: string, version: OcppVersion): Malformed {
  return { kind: 'malformed', reason, answer: version === '1.6' ? null : { messageId: '-1', code: 'RpcFrameworkError' } }
}

const refused = (messageId: string, code: ErrorCode, reason: string): Malformed => ({
  kind: 'malformed',
  reason,
  answer: { messageId, code },
})
const ignored = (reason: string): Malformed => ({ kind: 'malformed', reason, answer: null })
const word = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 1000) : '')

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
