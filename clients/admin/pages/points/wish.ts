import type { Client } from '../../../sdk/client.ts'
import { ChangeAvailabilityDocument, ResetChargePointDocument, TriggerMessageDocument } from '../../generated/graphql.ts'

/** What may be asked of many chargers at once, whatever their version. */
export type Wish = 'RESET' | 'HEARTBEAT' | 'STATUS' | 'INTO_SERVICE' | 'OUT_OF_SERVICE'

interface Of {
  chargePointId: string
  idempotencyKey: string
}

/** Asks it of one charger, and gives the id of the command. */
export async function askOne(sdk: Client, wish: Wish, of: Of): Promise<string> {
  if (wish === 'RESET') {
    const { resetChargePoint } = await sdk.execute(ResetChargePointDocument, { input: { ...of, type: 'IMMEDIATE' } })
    return resetChargePoint.id
  }
  if (wish === 'INTO_SERVICE' || wish === 'OUT_OF_SERVICE') {
    const input = { ...of, available: wish === 'INTO_SERVICE' }
    return (await sdk.execute(ChangeAvailabilityDocument, { input })).changeAvailability.id
  }
  return (await sdk.execute(TriggerMessageDocument, { input: { ...of, message: wish } })).triggerMessage.id
}
