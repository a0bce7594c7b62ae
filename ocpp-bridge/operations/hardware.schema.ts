import { z } from 'zod'
import { builder } from '../builder.ts'
import { askedFields, CommandRef } from './command.schema.ts'
import { requestCommand } from './command.service.ts'

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

builder.mutationFields((t) => ({
  resetChargePoint: t.field({
    type: CommandRef,
    description:
      'Asks a charger of your own to restart. The command is in the answer at once; watch it with chargePointCommandUpdated.',
    args: { input: t.arg({ type: ResetInput, description: 'What, and how.' }) },
    resolve: (_root, { input: { type, evseNumber, ...asked } }, ctx) => requestCommand(ctx, 'RESET', asked, { type, evseNumber }),
  }),
}))
