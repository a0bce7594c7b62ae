import { builder } from '../builder.ts'
import { askedFields, CommandRef } from '../operations/command.schema.ts'
import { requestCommand } from '../operations/command.service.ts'

const CacheInput = builder.inputType('ClearCacheInput', {
  description: 'Whose memory is emptied.',
  fields: (t) => askedFields(t),
})

builder.mutationFields((t) => ({
  clearCache: t.field({
    type: CommandRef,
    description: 'Has a charger of your own forget the id tokens that it remembers by itself.',
    args: { input: t.arg({ type: CacheInput, description: 'Whose.' }) },
    resolve: (_root, { input }, ctx) => requestCommand(ctx, 'CLEAR_CACHE', input, {}),
  }),
}))
