import type { Texts } from './en.ts'

export const texts = {
  app: 'Evergraph voor partners',
  places: { keys: 'Clients en sleutels' },
  keys: {
    title: 'Clients en sleutels',
    none: 'Nog geen client. Maak er een met createApiClient; clients/README.md heeft de eerste aanroep in vijf minuten.',
    revoked: 'Ingetrokken',
    sandbox: 'Sandbox',
    real: 'Echte wereld',
    since: (day: string) => `gemaakt ${day}`,
  },
} satisfies Texts
