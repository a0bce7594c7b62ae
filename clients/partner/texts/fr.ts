import type { Texts } from './en.ts'

export const texts = {
  app: 'Evergraph pour partenaires',
  places: { keys: 'Clients et clés' },
  keys: {
    title: 'Clients et clés',
    none: 'Aucun client encore. Créez-en un par createApiClient ; clients/README.md montre le premier appel en cinq minutes.',
    revoked: 'Révoqué',
    sandbox: 'Bac à sable',
    real: 'Monde réel',
    since: (day: string) => `créée le ${day}`,
  },
} satisfies Texts
