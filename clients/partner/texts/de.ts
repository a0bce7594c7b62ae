import type { Texts } from './en.ts'
import { keysTexts } from './keys/de.ts'
import { webhooksTexts } from './webhooks/de.ts'

export const texts = {
  app: 'Evergraph für Partner',
  places: { keys: 'Clients und Schlüssel', webhooks: 'Webhooks' },
  ...keysTexts,
  ...webhooksTexts,
} satisfies Texts
