import type { MutationCase } from '../../../test/mutation-case.ts'

const id = '01910000-0000-7000-8000-000000000001'

export const reconciliationMutations: Record<string, MutationCase> = {
  reconcile: {
    input: { provider: 'STRIPE' },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ provider: 'PayPal' }, ['input', 'provider']],
      [{ provider: null }, ['input', 'provider']],
    ],
  },
  resolveMismatch: {
    input: { mismatchId: id, reason: 'A test charge of the operations team.' },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ mismatchId: 'x' }, ['input', 'mismatchId']],
      [{ reason: '' }, ['input', 'reason']],
      [{ reason: ' ' }, ['input', 'reason']],
      [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
    ],
  },
}
