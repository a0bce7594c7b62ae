import type { OcppVersion } from '#lib/events.ts'
import { everywhere, operation, OperationRefused, type OperationContext } from './operation.ts'

/** What a charger can be asked to say, and its word in each version (1.6 §7.27 and security §5.6; 2.x MessageTriggerEnumType). */
const SINCE_201 = (word: string) => ({ '2.0.1': word, '2.1': word })
const WORDS = {
  BOOT: everywhere('BootNotification'),
  HEARTBEAT: everywhere('Heartbeat'),
  STATUS: everywhere('StatusNotification'),
  METER_VALUES: everywhere('MeterValues'),
  TRANSACTION: SINCE_201('TransactionEvent'),
  FIRMWARE_STATUS: everywhere('FirmwareStatusNotification'),
  DIAGNOSTICS_STATUS: { '1.6': 'DiagnosticsStatusNotification' },
  LOG_STATUS: everywhere('LogStatusNotification'),
  SIGN_CERTIFICATE: { '1.6': 'SignChargePointCertificate', ...SINCE_201('SignChargingStationCertificate') },
  SIGN_V2G_CERTIFICATE: SINCE_201('SignV2GCertificate'),
  SIGN_COMBINED_CERTIFICATE: SINCE_201('SignCombinedCertificate'),
  PUBLISH_FIRMWARE_STATUS: SINCE_201('PublishFirmwareStatusNotification'),
} as const satisfies Record<string, Partial<Record<OcppVersion, string>>>

export type TriggeredMessage = keyof typeof WORDS

export interface TriggerMessage {
  message: TriggeredMessage
  evseNumber?: number | null | undefined
  connectorNumber?: number | null | undefined
}

/** Of 1.6, only ExtendedTriggerMessage has these (security §5.6). In 2.x there is one message for all. */
export const isExtended = (message: TriggeredMessage): boolean => message === 'LOG_STATUS' || message === 'SIGN_CERTIFICATE'

const triggering = (actionOf16: string) =>
  operation<TriggerMessage>({
    description:
      actionOf16 === 'TriggerMessage' ? 'Has the charger send a message now.' : 'The same, for messages of the security extension.',
    actions: { ...everywhere('TriggerMessage'), '1.6': actionOf16 },
    payload: payloadOf,
    repeatable: true,
  })
/** 1.6 §5.17; 2.0.1 F06. */
export const triggerMessage = triggering('TriggerMessage')
/** 1.6 security §5.6. */
export const extendedTriggerMessage = triggering('ExtendedTriggerMessage')

function payloadOf({ message, evseNumber, connectorNumber }: TriggerMessage, { version }: OperationContext) {
  const requestedMessage = (WORDS[message] as Partial<Record<OcppVersion, string>>)[version]
  if (requestedMessage === undefined) throw new OperationRefused(`OCPP ${version} has no such message.`)
  if (version === '1.6') return { requestedMessage, ...(evseNumber != null && { connectorId: evseNumber }) }
  // 2.0.1 F06.FR.12: a status is a connector's.
  const connectorId = connectorNumber ?? (message === 'STATUS' ? 1 : undefined)
  const evse = { id: evseNumber, ...(connectorId !== undefined && { connectorId }) }
  return { requestedMessage, ...(evseNumber != null && { evse }) }
}
