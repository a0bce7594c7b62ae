import type { ChargePointRow } from '../charge-point.queries.ts'
import type { CertificateRow } from './certificate.queries.ts'

/** A password that was ended with all that a stolen charger had. A station without one cannot tell who comes. */
export const isPasswordBarred = ({ password_hash: hash, barred_at: at, barred_password_hashes: barred }: ChargePointRow): boolean =>
  at !== null && (hash === null || barred.includes(hash))

/**
 * A client certificate that opens no connection of this charger. `ours` is it as we gave it. Of another authority's only its beginning is
 * known.
 */
export function isCertificateBarred(
  { station_id: stationId, barred_at: at }: ChargePointRow,
  ours: CertificateRow | undefined,
  validFrom: Date,
): boolean {
  if (ours !== undefined) return ours.revoked_at !== null || ours.station_id !== stationId
  // What cannot be read is not later.
  return at !== null && !(validFrom >= at)
}
