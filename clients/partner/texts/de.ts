import type { Texts } from './en.ts'
import { billsTexts } from './bills/de.ts'
import { keysTexts } from './keys/de.ts'
import { operationsTexts } from './operations/de.ts'
import { startTexts } from './start/de.ts'
import { stationsTexts } from './stations/de.ts'
import { usageTexts } from './usage/de.ts'
import { webhooksTexts } from './webhooks/de.ts'

export const texts = {
  app: 'Evergraph für Partner',
  places: {
    start: 'Erster Aufruf',
    keys: 'Schlüssel',
    operations: 'Operationen',
    usage: 'Nutzung',
    stations: 'Stationen',
    bills: 'Abrechnung',
    webhooks: 'Webhooks',
  },
  ...billsTexts,
  ...keysTexts,
  ...operationsTexts,
  ...startTexts,
  ...stationsTexts,
  ...usageTexts,
  ...webhooksTexts,
} satisfies Texts
