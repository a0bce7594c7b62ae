import type { Texts } from './en.ts'
import { keysTexts } from './keys/nl.ts'
import { webhooksTexts } from './webhooks/nl.ts'

export const texts = {
  app: 'Evergraph voor partners',
  places: { keys: 'Clients en sleutels', webhooks: 'Webhooks' },
  ...keysTexts,
  ...webhooksTexts,
} satisfies Texts
