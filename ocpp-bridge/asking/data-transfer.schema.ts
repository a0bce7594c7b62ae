import { badInput } from '#lib/errors.ts'
import { someText, text } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { askedFields, CommandRef } from '../operations/command.schema.ts'
import { requestCommand } from '../operations/command.service.ts'

const TransferInput = builder.inputType('TransferDataInput', {
  description: 'Something that only the maker of the charger understands.',
  fields: (t) => ({
    ...askedFields(t),
    vendorId: t.string({
      description: 'The maker, as the charger knows it; e.g. its domain the other way round.',
      validate: someText(255),
    }),
    messageId: t.string({ required: false, description: 'Which message it is.', validate: someText(50).nullish() }),
    data: t.string({
      required: false,
      description: `Text, ${OCPP_LIMITS.dataTransferLength.toLocaleString('en')} characters at most.`,
      validate: text(OCPP_LIMITS.dataTransferLength).nullish(),
    }),
    json: t.field({
      type: 'JSONObject',
      required: false,
      description: 'An object instead of `data`. In OCPP 1.6, which has text alone, it is sent as its text.',
    }),
  }),
})

builder.mutationFields((t) => ({
  transferData: t.field({
    type: CommandRef,
    description:
      'Sends a charger of your own what only its maker understands (DataTransfer). Its answer is the `response` of the command.',
    args: { input: t.arg({ type: TransferInput, description: 'What.' }) },
    resolve: (_root, { input: { vendorId, messageId, data, json, ...asked } }, ctx) => {
      if (data != null && json != null) throw badInput(['input', 'json'], 'Give data or json, not both.')
      if (JSON.stringify(json ?? {}).length > OCPP_LIMITS.dataTransferLength) throw badInput(['input', 'json'], 'This is too long.')
      return requestCommand(ctx, 'DATA_TRANSFER', asked, { vendorId, messageId, data, json })
    },
  }),
}))
