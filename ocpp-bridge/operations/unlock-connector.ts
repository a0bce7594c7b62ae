import { everywhere, operation, OperationRefused } from './operation.ts'

export interface UnlockConnector {
  evseNumber: number
  connectorNumber?: number | null | undefined
}

/** 1.6 §5.18; 2.0.1 F05. Not sent twice: between the two a driver may have plugged in. */
export const unlockConnector = operation<UnlockConnector>({
  description: 'Lets go of the cable of a connector.',
  actions: everywhere('UnlockConnector'),
  payload: ({ evseNumber, connectorNumber }, { version }) => {
    const connectorId = connectorNumber ?? 1
    if (version !== '1.6') return { evseId: evseNumber, connectorId }
    if (connectorId !== 1) throw new OperationRefused('An EVSE of OCPP 1.6 has one connector.')
    return { connectorId: evseNumber }
  },
  accepted: ['Unlocked'],
})
