import type { MutationCase } from '../../../test/mutation-case.ts'

const password = 'a-long-enough-password'

export const emailMutations: Record<string, MutationCase> = {
  requestEmailChange: {
    input: { email: 'other@evergraph.test', password },
    stranger: 'FINE',
    bad: [
      [{ email: 'nobody' }, ['input', 'email']],
      [{ email: `${'x'.repeat(250)}@evergraph.test` }, ['input', 'email']],
      [{ password: '' }, ['input', 'password']],
    ],
  },
  confirmEmailChange: {
    input: { token: 'x' },
    stranger: 'FINE',
    bad: [
      [{ token: '' }, ['input', 'token']],
      [{ token: 'x'.repeat(1025) }, ['input', 'token']],
    ],
  },
  undoEmailChange: {
    input: { token: 'x', newPassword: password },
    stranger: 'FINE',
    anonymous: true,
    bad: [
      [{ token: '' }, ['input', 'token']],
      [{ newPassword: 7 }, ['input', 'newPassword']],
    ],
  },
}
