import { billsTexts } from './bills/en.ts'
import { keysTexts } from './keys/en.ts'
import { operationsTexts } from './operations/en.ts'
import { startTexts } from './start/en.ts'
import { stationsTexts } from './stations/en.ts'
import { usageTexts } from './usage/en.ts'
import { webhooksTexts } from './webhooks/en.ts'

export const texts = {
  app: 'Evergraph for partners',
  places: {
    start: 'First call',
    keys: 'Keys',
    operations: 'Operations',
    usage: 'Usage',
    stations: 'Stations',
    bills: 'Bills',
    webhooks: 'Webhooks',
  },
  ...billsTexts,
  ...keysTexts,
  ...operationsTexts,
  ...startTexts,
  ...stationsTexts,
  ...usageTexts,
  ...webhooksTexts,
}

export type Texts = typeof texts
