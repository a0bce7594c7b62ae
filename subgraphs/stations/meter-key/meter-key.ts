import type { EventCatalogue } from '#lib/events.ts'
import type { MeterKey } from '../tables.ts'

/** A meter's key as the other boxes know it. */
export const meterKeyEvent = (key: MeterKey): EventCatalogue['stations.meter-key.saved'] => ({
  meterKeyId: key.id,
  stationId: key.station_id,
  evseNumber: key.evse_number,
  meterSerial: key.meter_serial,
  curve: key.curve,
  publicKey: key.public_key,
  validFrom: key.valid_from.toISOString(),
  validUntil: key.valid_until?.toISOString() ?? null,
})
