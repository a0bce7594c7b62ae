import { z } from 'zod'
import { boxConfig } from '#box/config.ts'

export type Config = ReturnType<typeof partnersConfig>

export const partnersConfig = boxConfig('partners', {
  /** Secrets of webhook endpoints are encrypted with it. Without it they are lost: it belongs into the backup of secrets. */
  PARTNERS_SECRET_KEY: z.string().min(32, 'must be of 32 characters or more, at random'),
})
