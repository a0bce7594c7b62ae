import type { MutationCase } from '../../../test/mutation-case.ts'

export const paceMutations: Record<string, MutationCase> = {
  saveQuietHours: {
    input: { hours: { from: '22:30', until: '07:00' } },
    stranger: 'FINE',
    bad: [
      [{ hours: { from: '24:00', until: '07:00' } }, ['input', 'hours', 'from']],
      [{ hours: { from: '22:30', until: '7:00' } }, ['input', 'hours', 'until']],
      [{ hours: { from: '07:00', until: '07:00' } }, ['input', 'hours', 'until']],
    ],
  },
  saveDigest: {
    input: { hour: 8 },
    stranger: 'FINE',
    bad: [
      [{ hour: 24 }, ['input', 'hour']],
      [{ hour: -1 }, ['input', 'hour']],
    ],
  },
}
