import { z } from 'zod'
import { apiKeyName } from '#lib/partners/api-key.ts'
import { builder } from '../builder.ts'
import { PARTNERS_LIMITS } from '../limits.ts'
import type { Key } from '../tables.ts'

export const ApiKey = builder.objectRef<Key & { sandbox: boolean }>('ApiKey').implement({
  description: 'A key of a client, without its secret part, which nobody can be shown again.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the key.' }),
    prefix: t.string({
      description: 'How it begins, to tell keys apart, e.g. `eg_4f0c2k9d`.',
      resolve: ({ sandbox, prefix }) => apiKeyName(sandbox, prefix),
    }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was made.' }),
    expiresAt: t.expose('expires_at', {
      type: 'DateTime',
      nullable: true,
      description: 'From then on it opens nothing; null: it works until it is revoked.',
    }),
  }),
})

/** The input that says how long a new key works. */
export const keyDays = {
  required: false,
  description: `How many days the new key works, 1 to ${PARTNERS_LIMITS.keyDays}; left out: until it is rotated or revoked.`,
  validate: z.number().min(1, 'At least 1 day.').max(PARTNERS_LIMITS.keyDays, `At most ${PARTNERS_LIMITS.keyDays} days.`).nullish(),
} as const
