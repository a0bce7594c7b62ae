import { keysTexts } from './keys/en.ts'
import { webhooksTexts } from './webhooks/en.ts'

export const texts = {
  app: 'Evergraph for partners',
  places: { keys: 'Clients and keys', webhooks: 'Webhooks' },
  ...keysTexts,
  ...webhooksTexts,
}

export type Texts = typeof texts
