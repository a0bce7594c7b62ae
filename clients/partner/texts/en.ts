export const texts = {
  app: 'Evergraph for partners',
  places: { keys: 'Clients and keys' },
  keys: {
    title: 'Clients and keys',
    none: 'No client yet. Make one by createApiClient; clients/README.md has the first call in five minutes.',
    revoked: 'Revoked',
    sandbox: 'Sandbox',
    real: 'Real world',
    since: (day: string) => `made ${day}`,
  },
}

export type Texts = typeof texts
