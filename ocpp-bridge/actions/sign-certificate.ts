import { isPasswordBarred } from '../certificates/barred.ts'
import { lockChargePointRow } from '../charge-point.queries.ts'
import { countRecent, insertCertificate } from '../certificates/certificate.queries.ts'
import type { Call, Services } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { takeCommand } from '../operations/command.handler.ts'
import type { Trx } from '../tables.ts'
import { newId } from '#lib/id.ts'
import type { Json } from '../wire/frame.ts'
import { readText } from '../wire/reported.ts'

const REJECTED = { status: 'Rejected' }

/**
 * A charger asks for a client certificate (1.6 security A02, 2.0.1 A02). It gets one in its own name, if it has proved who it is. The
 * certificate follows as a command.
 */
export async function signCertificate(trx: Trx, call: Call, { authority, log }: Services): Promise<Json> {
  const { identity, stationId, payload, receivedAt } = call
  const csr = readText(payload['csr'], OCPP_LIMITS.csrLength)
  const ofStation = (payload['certificateType'] ?? 'ChargingStationCertificate') === 'ChargingStationCertificate'
  if (authority === undefined || csr === null || !ofStation) return REJECTED
  const chargePoint = await lockChargePointRow(trx, stationId)
  // One that is barred may have its socket for a moment still.
  if (chargePoint === undefined || isPasswordBarred(chargePoint) || !(await hasProved(trx, identity))) {
    log.warn({ identity }, 'a charger without a password or certificate, or a barred one, asked for a certificate')
    return REJECTED
  }
  if ((await countRecent(trx, stationId)) >= OCPP_LIMITS.certificatesPerDay) return REJECTED
  const issued = await authority.sign(csr, identity, receivedAt)
  if ('refused' in issued) {
    log.warn({ identity, why: issued.refused }, 'a certificate was not signed')
    return REJECTED
  }
  const commandId = newId()
  const { serial, fingerprint, subject, pem, chain, notBefore, notAfter } = issued
  await insertCertificate(trx, {
    serial,
    fingerprint,
    subject,
    pem,
    station_id: stationId,
    not_before: notBefore,
    not_after: notAfter,
    command_id: commandId,
  })
  await takeCommand(trx, {
    id: commandId,
    kind: 'CERTIFICATE_SIGNED',
    stationId,
    input: { chain },
    expiresAt: new Date(receivedAt.getTime() + OCPP_LIMITS.certificateWaitMs),
  })
  return { status: 'Accepted' }
}

/** Whoever may connect without a password could be anybody. */
async function hasProved(trx: Trx, identity: string): Promise<boolean> {
  const row = await trx.selectFrom('connection').select('security_profile').where('identity', '=', identity).executeTakeFirst()
  return (row?.security_profile ?? 0) >= 1
}
