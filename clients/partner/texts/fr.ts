import type { Texts } from './en.ts'
import { keysTexts } from './keys/fr.ts'
import { webhooksTexts } from './webhooks/fr.ts'

export const texts = {
  app: 'Evergraph pour partenaires',
  places: { keys: 'Clients et clés', webhooks: 'Webhooks' },
  ...keysTexts,
  ...webhooksTexts,
} satisfies Texts
