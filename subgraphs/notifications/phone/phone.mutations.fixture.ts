import type { MutationCase } from '../../../test/mutation-case.ts'

export const phoneMutations: Record<string, MutationCase> = {
  setPhone: {
    input: { number: '+31 6 12345678' },
    stranger: 'FINE',
    bad: [
      [{ number: '' }, ['input', 'number']],
      [{ number: 'x'.repeat(41) }, ['input', 'number']],
    ],
  },
  verifyPhone: {
    input: { code: '123456' },
    stranger: 'FINE',
    bad: [
      [{ code: '12345' }, ['input', 'code']],
      [{ code: 'abcdef' }, ['input', 'code']],
    ],
  },
  removePhone: { input: null, stranger: 'FINE', bad: [] },
}
