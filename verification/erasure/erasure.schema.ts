import { builder } from '../builder.ts'
import { erasePhotos } from './erasure.service.ts'

const ErasePhotosPayload = builder.objectRef<{ erased: number }>('ErasePhotosPayload').implement({
  description: 'What was erased.',
  fields: (t) => ({ erased: t.exposeInt('erased', { description: 'Photos that were erased; 0 when there were none.' }) }),
})

const ErasePhotosInput = builder.inputType('ErasePhotosInput', {
  description: 'Whose photos.',
  fields: (t) => ({ userId: t.field({ type: 'UUID', required: false, description: 'For admins: whose; left out, your own.' }) }),
})

builder.mutationField('erasePhotos', (t) =>
  t.field({
    type: ErasePhotosPayload,
    description:
      'Erases all your photos with what they say of place and time, and ends your consent. Hashes, the numbers by which copies are found, verdicts and readings stay, as the ledger of rewards needs them. Photos that were not decided on are rejected.',
    args: { input: t.arg({ type: ErasePhotosInput, description: 'Whose photos.' }) },
    resolve: async (_root, { input }, ctx) => ({ erased: await erasePhotos(ctx, input.userId ?? null) }),
  }),
)
