import { z } from 'zod'
import { badInput } from '#lib/errors.ts'

/** Numbers by which a command's input names a part of a charger. */
export const evse = z.int().min(1, 'EVSEs count from 1.').max(0x7fffffff, 'There is no such EVSE.')
export const connector = z.int().min(1, 'Connectors count from 1.').max(0x7fffffff, 'There is no such connector.')

/** Refuses a connector without its EVSE. */
export function refuseConnectorAlone(place: {
  evseNumber: number | null | undefined
  connectorNumber: number | null | undefined
}): void {
  if (place.connectorNumber != null && place.evseNumber == null)
    throw badInput(['input', 'evseNumber'], 'A connector is one of an EVSE.')
}
