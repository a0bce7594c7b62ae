import { builder } from '../builder.ts'
import { askedFields, CommandRef } from '../operations/command.schema.ts'
import { requestCommand } from '../operations/command.service.ts'
import { connector, evse, refuseConnectorAlone } from './place.ts'
import { isExtended } from '../operations/trigger-message.ts'

const TriggeredRef = builder.enumType('TriggeredMessage', {
  description: 'What a charger can be asked to send now.',
  values: {
    BOOT: { description: 'What it is (BootNotification).' },
    HEARTBEAT: { description: 'That it is there.' },
    STATUS: { description: 'The status of its connectors.' },
    METER_VALUES: { description: 'What its meters show.' },
    TRANSACTION: { description: 'How its transactions are (TransactionEvent). Not in OCPP 1.6.' },
    FIRMWARE_STATUS: { description: 'How far the update of its firmware is.' },
    DIAGNOSTICS_STATUS: { description: 'How far the upload of its diagnostics is. Only in OCPP 1.6.' },
    LOG_STATUS: { description: 'How far the upload of its log is.' },
    SIGN_CERTIFICATE: { description: 'A request to sign a new certificate of its own.' },
    SIGN_V2G_CERTIFICATE: { description: 'The same for ISO 15118. Not in OCPP 1.6.' },
    SIGN_COMBINED_CERTIFICATE: { description: 'The same for both uses. Not in OCPP 1.6.' },
    PUBLISH_FIRMWARE_STATUS: { description: 'How far it is with publishing a firmware to others. Not in OCPP 1.6.' },
  } as const,
})

const TriggerInput = builder.inputType('TriggerMessageInput', {
  description: 'Which message, and of what.',
  fields: (t) => ({
    ...askedFields(t),
    message: t.field({ type: TriggeredRef, description: 'Which message.' }),
    evseNumber: t.int({ required: false, description: 'Of one EVSE, from 1; of all without it.', validate: evse.nullish() }),
    connectorNumber: t.int({ required: false, description: 'Of one connector of it, from 1.', validate: connector.nullish() }),
  }),
})

builder.mutationFields((t) => ({
  triggerMessage: t.field({
    type: CommandRef,
    description:
      'Has a charger of your own send a message now. Messages of the security extension are asked for as OCPP 1.6 has it.',
    args: { input: t.arg({ type: TriggerInput, description: 'Which.' }) },
    resolve: (_root, { input: { message, evseNumber, connectorNumber, ...asked } }, ctx) => {
      refuseConnectorAlone({ evseNumber, connectorNumber })
      const kind = isExtended(message) ? 'EXTENDED_TRIGGER_MESSAGE' : 'TRIGGER_MESSAGE'
      return requestCommand(ctx, kind, asked, { message, evseNumber, connectorNumber })
    },
  }),
}))
