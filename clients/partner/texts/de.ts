import type { Texts } from './en.ts'
import { keysTexts } from './keys/de.ts'
import { operationsTexts } from './operations/de.ts'
import { startTexts } from './start/de.ts'
import { usageTexts } from './usage/de.ts'
import { webhooksTexts } from './webhooks/de.ts'

export const texts = {
  app: 'Evergraph für Partner',
  places: {
    start: 'Erster Aufruf',
    keys: 'Clients und Schlüssel',
    operations: 'Operationen',
    usage: 'Nutzung',
    webhooks: 'Webhooks',
  },
  ...keysTexts,
  ...operationsTexts,
  ...startTexts,
  ...usageTexts,
  ...webhooksTexts,
} satisfies Texts
