import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'
import { clientAddress } from '#lib/client-address.ts'
import { isCertificateBarred, isPasswordBarred } from '../certificates/barred.ts'
import { findByFingerprint } from '../certificates/certificate.queries.ts'
import { credentialsOf, sayPasswordTaken, type ChargePointRow } from '../charge-point.queries.ts'
import type { Services } from '../context.ts'
import type { Gathered } from './gathered.ts'
import type { SecurityProfile } from '../tables.ts'
import type { Passwords } from './passwords.ts'
import { isRefusal, readUpgrade, type Asked, type Refusal } from './upgrade.ts'

/** A charger that may come in, and as whom. */
export interface Admitted {
  asked: Asked
  /** Null for a charger that is not registered: it may boot, and wait. */
  stationId: string | null
  credentials: string
  securityProfile: SecurityProfile
  /** True if it came with what this registration asks for. For a charger that is registered while it waits. */
  proves: (chargePoint: ChargePointRow) => Promise<boolean>
}

/** Decides who may come in: by password (profiles 1 and 2), by client certificate (3), or without either if that is allowed (0). */
export async function admit(
  request: IncomingMessage,
  ctx: Services,
  { passwords, gathered }: { passwords: Passwords; gathered: Gathered },
): Promise<Admitted | Refusal> {
  const { db, config, inTurn } = ctx
  const asked = readUpgrade(request)
  if (isRefusal(asked)) return asked
  const refusalOf = async (chargePoint: ChargePointRow): Promise<Refusal | null> => {
    if (!hasCertificate(request, asked.identity)) return judge(request, asked, chargePoint, passwords, ctx)
    const { fingerprint, validFrom } = shownCertificate(request)
    const ours = await inTurn('connections', () => findByFingerprint(db, fingerprint))
    return isCertificateBarred(chargePoint, ours, validFrom)
      ? { status: 401, message: 'The certificate is not, or no longer, good for this charger.' }
      : null
  }
  const proves = async (chargePoint: ChargePointRow): Promise<boolean> => (await refusalOf(chargePoint)) === null
  const chargePoint = (await gathered.chargePoint(asked.identity)) ?? undefined
  const credentials = credentialsOf(chargePoint)
  const securityProfile = profileOf(request, asked)
  if (chargePoint === undefined) {
    if (!config.admitUnknown) return { status: 404, message: 'This charger is not registered.' }
    return { asked, stationId: null, credentials, securityProfile, proves }
  }
  const refusal = await refusalOf(chargePoint)
  if (refusal !== null) return refusal
  const proved = provedProfile(securityProfile, chargePoint)
  return { asked, stationId: chargePoint.station_id, credentials, securityProfile: proved, proves }
}

/** Whatever a charger sends as its password proves nothing where there is none to compare it with. */
export const provedProfile = (shown: SecurityProfile, { password_hash }: ChargePointRow): SecurityProfile =>
  shown !== 3 && password_hash === null ? 0 : shown

async function judge(
  request: IncomingMessage,
  { identity, password }: Asked,
  chargePoint: ChargePointRow,
  passwords: Passwords,
  ctx: Services,
): Promise<Refusal | null> {
  const { password_hash: hash, next_password_hash: next, certified } = chargePoint
  const { allowProfile0, proxies } = ctx.config
  if (isPasswordBarred(chargePoint))
    return { status: 401, message: 'What this charger had was ended (barChargePoint); set a new password.' }
  if (hash === null) return allowProfile0 ? null : { status: 401, message: 'Chargers without a password are not admitted here.' }
  if (password === null) return { status: 401, message: 'This charger needs its password.' }
  // 2.0.1 A05: whoever knows the password must not get round the certificate. A new password begins anew.
  if (certified)
    return { status: 401, message: 'This charger comes with a certificate; set a new password to let it come without.' }
  const address = clientAddress(request, proxies) ?? ''
  const verdict = await passwords.judge({ identity, password, hash, next, address })
  if (verdict === 'too-many-tries') return { status: 429, message: 'Too many wrong passwords; wait a few minutes.' }
  if (verdict === 'next')
    await ctx.inTurn('connections', () => ctx.db.transaction().execute((trx) => sayPasswordTaken(trx, chargePoint)))
  if (verdict !== 'wrong') return null
  return { status: 401, message: 'The credentials are not those of this identity.' }
}

/** The client certificate: its SHA-256 in hexadecimal digits, and from when it is good. */
function shownCertificate({ socket }: IncomingMessage): { fingerprint: string; validFrom: Date } {
  const shown = socket instanceof TLSSocket ? socket.getPeerCertificate() : undefined
  const fingerprint = (shown?.fingerprint256 ?? '').replaceAll(':', '').toLowerCase()
  return { fingerprint, validFrom: new Date(shown?.valid_from ?? NaN) }
}

/** Profile 3: a certificate of the configured authority whose common name is the identity (2.0.1 A00.FR.408). */
function hasCertificate({ socket }: IncomingMessage, identity: string): boolean {
  return socket instanceof TLSSocket && socket.authorized && socket.getPeerCertificate().subject?.CN === identity
}

/** What it shows, as this server sees it: behind a proxy that ends TLS, profile 2 looks like profile 1. */
function profileOf(request: IncomingMessage, { identity, password }: Asked): SecurityProfile {
  if (hasCertificate(request, identity)) return 3
  if (password === null) return 0
  return request.socket instanceof TLSSocket ? 2 : 1
}
