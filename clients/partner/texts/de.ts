import type { Texts } from './en.ts'

export const texts = {
  app: 'Evergraph für Partner',
  places: { keys: 'Clients und Schlüssel' },
  keys: {
    title: 'Clients und Schlüssel',
    none: 'Noch kein Client. Legen Sie einen mit createApiClient an; clients/README.md hat den ersten Aufruf in fünf Minuten.',
    revoked: 'Entzogen',
    sandbox: 'Sandbox',
    real: 'Wirkliche Welt',
    since: (day: string) => `angelegt ${day}`,
  },
} satisfies Texts
