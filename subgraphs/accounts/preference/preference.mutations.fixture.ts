import type { MutationCase } from '../../../test/mutation-case.ts'

export const preferenceMutations: Record<string, MutationCase> = {
  updatePreferences: {
    input: { theme: 'DARK' },
    stranger: 'FINE',
    bad: [
      [{ displayCurrency: 'eur' }, ['input', 'displayCurrency']],
      [{ displayCurrency: 'EURO' }, ['input', 'displayCurrency']],
      [{ theme: 'PINK' }, ['input', 'theme']],
      [{ standards: ['USB'] }, ['input', 'standards', 0]],
      [{ minPowerW: 0 }, ['input', 'minPowerW']],
      [{ notifications: [{ kind: 'SECURITY', channel: 'EMAIL', wanted: false }] }, ['input', 'notifications', 0, 'wanted']],
      [
        {
          notifications: [
            { kind: 'BILL', channel: 'PUSH', wanted: true },
            { kind: 'BILL', channel: 'PUSH', wanted: false },
          ],
        },
        ['input', 'notifications', 1, 'kind'],
      ],
      [{ notifications: [{ kind: 'BILL', channel: 'PIGEON', wanted: true }] }, ['input', 'notifications', 0, 'channel']],
    ],
  },
}
