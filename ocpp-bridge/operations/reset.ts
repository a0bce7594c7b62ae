import { everywhere, operation, OperationRefused } from './operation.ts'

export interface Reset {
  type: 'IMMEDIATE' | 'ON_IDLE' | 'HARD'
  evseNumber?: number | null | undefined
}

/** 1.6 §5.14 (Soft ends transactions in an orderly way, Hard need not); 2.0.1 B11 and B12. */
export const reset = operation<Reset>({
  description: 'Restarts the charger, or one EVSE of it.',
  actions: everywhere('Reset'),
  payload: ({ type, evseNumber }, { version }) => {
    if (version === '1.6') {
      if (evseNumber != null) throw new OperationRefused('A charger of OCPP 1.6 restarts as a whole.')
      if (type === 'ON_IDLE') throw new OperationRefused('A charger of OCPP 1.6 cannot wait until it is idle.')
      return { type: type === 'HARD' ? 'Hard' : 'Soft' }
    }
    if (type === 'HARD') throw new OperationRefused('Only chargers of OCPP 1.6 have a hard reset.')
    return { type: type === 'ON_IDLE' ? 'OnIdle' : 'Immediate', ...(evseNumber != null && { evseId: evseNumber }) }
  },
  accepted: ['Accepted', 'Scheduled'],
})
