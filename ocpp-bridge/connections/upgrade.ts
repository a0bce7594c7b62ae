import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { OcppVersion } from '#lib/events.ts'
import { OCPP_LIMITS } from '../limits.ts'

/** An upgrade that is refused, with the HTTP status and a sentence for the one who installs the charger. */
export interface Refusal {
  status: 400 | 401 | 404 | 426 | 429 | 503
  message: string
}

export const isRefusal = (value: object): value is Refusal => 'status' in value

/** What a charger asks for at the upgrade. */
export interface Asked {
  identity: string
  version: OcppVersion
  /** Of Basic credentials, or null. In bytes, because a 1.6 charger's key need not be text. */
  password: Buffer | null
}

/** Best first. Names are case-sensitive (RFC 6455 §4.1). */
export const SUBPROTOCOLS: readonly (readonly [string, OcppVersion])[] = [
  ['ocpp2.1', '2.1'],
  ['ocpp2.0.1', '2.0.1'],
  ['ocpp1.6', '1.6'],
]

/** Reads identity, version and credentials from an upgrade request; never throws. */
export function readUpgrade(request: IncomingMessage): Asked | Refusal {
  const identity = readIdentity(request.url ?? '')
  if (typeof identity !== 'string') return identity

  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  const chosen = SUBPROTOCOLS.find(([name]) => offered.includes(name))
  if (chosen === undefined) {
    return { status: 400, message: `Offer one of the subprotocols ${SUBPROTOCOLS.map(([name]) => name).join(', ')}.` }
  }
  const { authorization } = request.headers
  if (authorization === undefined) return { identity, version: chosen[1], password: null }
  const password = readPassword(authorization, identity)
  return password === null
    ? { status: 401, message: 'The credentials are not those of this identity.' }
    : { identity, version: chosen[1], password }
}

/** Some chargers end the URL with a slash, and a base URL with a slash at its end gives two in a row. Both are taken. */
function readIdentity(url: string): string | Refusal {
  const [, encoded] = /^\/ocpp\/+([^/?#]+)\/?(?:\?.*)?$/.exec(url) ?? []
  if (encoded === undefined) return { status: 404, message: 'Chargers connect to /ocpp/<identity>.' }
  let identity
  try {
    identity = decodeURIComponent(encoded)
  } catch {
    return { status: 400, message: 'The path is not properly encoded.' }
  }
  const wellFormed = identity.length <= OCPP_LIMITS.identityLength && /^[A-Za-z0-9*_=:+|@.-]+$/.test(identity)
  return wellFormed ? identity : { status: 400, message: 'An identity has 1 to 48 letters, digits and *-_=:+|@. signs.' }
}

/** Basic credentials whose user is the identity (1.6 security whitepaper A00.FR.204); null for any others. */
function readPassword(authorization: string, identity: string): Buffer | null {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization) ?? []
  if (encoded === undefined) return null
  const [user, decoded] = [Buffer.from(`${identity}:`), Buffer.from(encoded, 'base64')]
  return decoded.subarray(0, user.length).equals(user) ? decoded.subarray(user.length) : null
}

const NAMES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  426: 'Upgrade Required',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
}

/** Answers over the bare socket, and closes it. */
export function refuse(socket: Duplex, { status, message }: Refusal): void {
  const more = status === 401 ? 'WWW-Authenticate: Basic realm="ocpp"\r\n' : status === 429 ? 'Retry-After: 60\r\n' : ''
  socket.end(
    `HTTP/1.1 ${status} ${NAMES[status]}\r\nConnection: close\r\nContent-Type: text/plain\r\n` +
      `Content-Length: ${Buffer.byteLength(message)}\r\n${more}\r\n${message}`,
  )
}
