import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'

export const payoutMutations: Record<string, MutationCase> = {
  approvePayout: {
    input: { payoutId: newId(), account: 'acct_12345678' },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ payoutId: 'x' }, ['input', 'payoutId']],
      [{ account: '' }, ['input', 'account']],
    ],
  },
}
