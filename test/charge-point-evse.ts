import { createMeter, type ChargingMeter } from './charge-point-clock.ts'
import type { RemoteStart, SimulatedTransaction, Status } from './charge-point-dialect.ts'

export interface Evse {
  number: number
  meter: ChargingMeter
  status: Status
  plugged: boolean
  transaction: SimulatedTransaction | undefined
  timer: NodeJS.Timeout | undefined
  /** A remote start that waits for the cable. */
  waiting: RemoteStart | undefined
  /** What it becomes after its transaction: its operator has asked for it meanwhile. */
  afterwards?: Status
}

export function isFree(evse: Evse): boolean {
  return evse.transaction === undefined && evse.waiting === undefined && evse.status !== 'Unavailable' && evse.status !== 'Faulted'
}

export function createEvse(
  number: number,
  { powerW = 50_000, registerWh = 1_000_000 }: { powerW?: number; registerWh?: number },
): Evse {
  const meter = createMeter(powerW, registerWh)
  return { number, meter, status: 'Available', plugged: false, transaction: undefined, timer: undefined, waiting: undefined }
}
