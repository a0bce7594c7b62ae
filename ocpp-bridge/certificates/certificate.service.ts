import { audit } from '#db/audit.ts'
import { requireOperator } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { isMomentPart, isTextPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { lockOwnChargePoint } from '../charge-point.ts'
import type { Context } from '../context.ts'
import type { ChargePointRow } from '../charge-point.queries.ts'
import { barCredentials, findBySerial, listCertificates, revokeCertificate, type CertificateRow } from './certificate.queries.ts'

/** Certificates that a charger which the caller was shown was given, the newest first. */
export function certificatesOf({ db, caller }: Context, stationId: string, args: PageArgs): Promise<Page<CertificateRow>> {
  requireOperator(caller, 'chargers:read')
  return keysetPage({
    args,
    fetch: (page) => listCertificates(db, stationId, page),
    key: ({ issued_at, serial }) => [issued_at.toISOString(), serial],
    parts: [isMomentPart, isTextPart],
  })
}

/** Ends a certificate of a charger of the caller's. One that has ended stays as it is. */
export function revoke(ctx: Context, serial: string): Promise<CertificateRow> {
  const caller = requireOperator(ctx.caller, 'chargers:command')
  const none = notFound('certificate', ['input', 'serial'])
  return ctx.db.transaction().execute(async (trx) => {
    const certificate = await findBySerial(trx, serial)
    if (certificate === undefined) throw none
    await lockOwnChargePoint(trx, caller, certificate.station_id, none)
    const revoked = await revokeCertificate(trx, serial, caller.userId)
    if (revoked === undefined) return (await findBySerial(trx, serial)) ?? certificate
    await audit(trx, caller.userId, 'charge-point.certificate-revoked', certificate.station_id, { serial })
    return revoked
  })
}

/**
 * A charger of the caller's was stolen, or its secrets are known: neither its certificates nor its password open a connection any more. A
 * device that takes its place comes with a new password, or a certificate from after this.
 */
export function bar(ctx: Context, stationId: string): Promise<ChargePointRow> {
  const caller = requireOperator(ctx.caller, 'chargers:command')
  return ctx.db.transaction().execute(async (trx) => {
    await lockOwnChargePoint(trx, caller, stationId)
    await barCredentials(trx, stationId, caller.userId)
    await audit(trx, caller.userId, 'charge-point.barred', stationId, {})
    return lockOwnChargePoint(trx, caller, stationId)
  })
}
