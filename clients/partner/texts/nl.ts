import type { Texts } from './en.ts'
import { billsTexts } from './bills/nl.ts'
import { keysTexts } from './keys/nl.ts'
import { operationsTexts } from './operations/nl.ts'
import { startTexts } from './start/nl.ts'
import { stationsTexts } from './stations/nl.ts'
import { usageTexts } from './usage/nl.ts'
import { webhooksTexts } from './webhooks/nl.ts'

export const texts = {
  app: 'Evergraph voor partners',
  places: {
    start: 'Eerste aanroep',
    keys: 'Sleutels',
    operations: 'Operaties',
    usage: 'Gebruik',
    stations: 'Stations',
    bills: 'Rekeningen',
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
