import { z } from 'zod'
import { builder } from '../builder.ts'
import { PARTNERS_LIMITS } from '../limits.ts'
import { ApiKeyPayload, ApiClientPayload } from './client.schema.ts'
import { keyDays } from './key-type.schema.ts'
import { revokeKey, rotateKey } from './key.service.ts'

const { overlapHours } = PARTNERS_LIMITS

const RotateInput = builder.inputType('RotateApiKeyInput', {
  description: 'A client that is to have another key.',
  fields: (t) => ({
    clientId: t.field({ type: 'UUID', description: 'Id of the client.' }),
    overlapHours: t.int({
      required: false,
      description: `How many hours the old key works on, 0 to ${overlapHours.most}; ${overlapHours.default} by default. With 0 it ends at once.`,
      validate: z.number().min(0, 'At least 0 hours.').max(overlapHours.most, `At most ${overlapHours.most} hours.`).nullish(),
    }),
    keyDays: t.int(keyDays),
    idempotencyKey: t.field({
      type: 'UUID',
      required: false,
      description: 'Give the same key when you repeat a request: one key is made. Its secret is shown by the first answer alone.',
    }),
  }),
})

const RevokeInput = builder.inputType('RevokeApiKeyInput', {
  description: 'A key to end.',
  fields: (t) => ({ keyId: t.field({ type: 'UUID', description: 'Id of the key.' }) }),
})

builder.mutationFields((t) => ({
  rotateApiKey: t.field({
    type: ApiKeyPayload,
    description:
      'Gives a client a new key, while the old one works on for some hours. CONFLICT if it has two keys already. Without any key it gets one. ' +
      'For its partner alone, who is shown the secret: an admin revokes keys.',
    args: { input: t.arg({ type: RotateInput, description: 'The client.' }) },
    resolve: (_root, { input }, ctx) => rotateKey(ctx, input),
  }),
  revokeApiKey: t.field({
    type: ApiClientPayload,
    description: 'Ends a key at once, e.g. one that was lost or seen. Ending it again changes nothing.',
    args: { input: t.arg({ type: RevokeInput, description: 'Which one.' }) },
    resolve: async (_root, { input }, ctx) => ({ client: await revokeKey(ctx, input.keyId) }),
  }),
}))
