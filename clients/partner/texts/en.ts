import { keysTexts } from './keys/en.ts'
import { operationsTexts } from './operations/en.ts'
import { startTexts } from './start/en.ts'
import { usageTexts } from './usage/en.ts'
import { webhooksTexts } from './webhooks/en.ts'

export const texts = {
  app: 'Evergraph for partners',
  places: {
    start: 'First call',
    keys: 'Clients and keys',
    operations: 'Operations',
    usage: 'Usage',
    webhooks: 'Webhooks',
  },
  ...keysTexts,
  ...operationsTexts,
  ...startTexts,
  ...usageTexts,
  ...webhooksTexts,
}

export type Texts = typeof texts
