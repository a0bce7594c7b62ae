import type { Texts } from './en.ts'
import { billsTexts } from './bills/fr.ts'
import { keysTexts } from './keys/fr.ts'
import { operationsTexts } from './operations/fr.ts'
import { startTexts } from './start/fr.ts'
import { stationsTexts } from './stations/fr.ts'
import { usageTexts } from './usage/fr.ts'
import { webhooksTexts } from './webhooks/fr.ts'

export const texts = {
  app: 'Evergraph pour partenaires',
  places: {
    start: 'Premier appel',
    keys: 'Clés',
    operations: 'Opérations',
    usage: 'Utilisation',
    stations: 'Stations',
    bills: 'Facturation',
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
