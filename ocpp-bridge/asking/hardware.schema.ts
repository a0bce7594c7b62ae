import { z } from 'zod'
import { builder } from '../builder.ts'
import { askedFields, CommandRef } from '../operations/command.schema.ts'
import { requestCommand } from '../operations/command.service.ts'
import { connector, evse, refuseConnectorAlone } from './place.ts'

const ResetTypeRef = builder.enumType('ResetType', {
  description: 'How a charger restarts.',
  values: {
    IMMEDIATE: { description: 'Now, after it has ended what runs in an orderly way (1.6: Soft).' },
    ON_IDLE: { description: 'As soon as nobody charges. Not in OCPP 1.6.' },
    HARD: { description: 'Now, like a loss of power. Only in OCPP 1.6.' },
  } as const,
})

const ResetInput = builder.inputType('ResetChargePointInput', {
  description: 'What is to restart, and how.',
  fields: (t) => ({
    ...askedFields(t),
    type: t.field({ type: ResetTypeRef, description: 'How.' }),
    evseNumber: t.int({
      required: false,
      description: 'One EVSE alone, from 1; the whole charger without it. Not in OCPP 1.6.',
      validate: z.int().min(1, 'EVSEs count from 1.').nullish(),
    }),
  }),
})

const UnlockInput = builder.inputType('UnlockConnectorInput', {
  description: 'Which connector.',
  fields: (t) => ({
    ...askedFields(t),
    evseNumber: t.int({ description: 'Its EVSE, from 1.', validate: evse }),
    connectorNumber: t.int({ required: false, description: 'From 1, which it is without it.', validate: connector.nullish() }),
  }),
})

const AvailabilityInput = builder.inputType('ChangeAvailabilityInput', {
  description: 'What is to be in service, or out of it.',
  fields: (t) => ({
    ...askedFields(t),
    available: t.boolean({ description: 'True: in service.' }),
    evseNumber: t.int({
      required: false,
      description: 'One EVSE, from 1; the whole charger without it.',
      validate: evse.nullish(),
    }),
    connectorNumber: t.int({
      required: false,
      description: 'One connector of the EVSE, from 1; all without it.',
      validate: connector.nullish(),
    }),
  }),
})

builder.mutationFields((t) => ({
  unlockConnector: t.field({
    type: CommandRef,
    description: 'Lets go of the cable of a connector. Its word Unlocked is a yes.',
    args: { input: t.arg({ type: UnlockInput, description: 'Which.' }) },
    resolve: (_root, { input: { evseNumber, connectorNumber, ...asked } }, ctx) =>
      requestCommand(ctx, 'UNLOCK_CONNECTOR', asked, { evseNumber, connectorNumber }),
  }),
  changeAvailability: t.field({
    type: CommandRef,
    description:
      'Puts a charger of your own, or a part of it, into service or out of it. Its word Scheduled is a yes: it does so after the transaction that runs.',
    args: { input: t.arg({ type: AvailabilityInput, description: 'What, and which way.' }) },
    resolve: (_root, { input: { available, evseNumber, connectorNumber, ...asked } }, ctx) => {
      refuseConnectorAlone({ evseNumber, connectorNumber })
      return requestCommand(ctx, 'CHANGE_AVAILABILITY', asked, { available, evseNumber, connectorNumber })
    },
  }),
  resetChargePoint: t.field({
    type: CommandRef,
    description:
      'Asks a charger of your own to restart. The command is in the answer at once; watch it with chargePointCommandUpdated.',
    args: { input: t.arg({ type: ResetInput, description: 'What, and how.' }) },
    resolve: (_root, { input: { type, evseNumber, ...asked } }, ctx) => requestCommand(ctx, 'RESET', asked, { type, evseNumber }),
  }),
}))
