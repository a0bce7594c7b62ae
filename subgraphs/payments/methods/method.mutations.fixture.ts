import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'

const ofMethod: MutationCase = {
  input: { paymentMethodId: newId() },
  stranger: 'NOT_FOUND',
  bad: [[{ paymentMethodId: 'nonsense' }, ['input', 'paymentMethodId']]],
}

export const methodMutations: Record<string, MutationCase> = {
  setUpPaymentMethod: {
    input: { idempotencyKey: newId(), provider: 'STRIPE' },
    stranger: 'FINE',
    bad: [
      [{ idempotencyKey: 'nonsense' }, ['input', 'idempotencyKey']],
      [{ provider: 'nobody' }, ['input', 'provider']],
      [{ provider: '' }, ['input', 'provider']],
    ],
  },
  setDefaultPaymentMethod: ofMethod,
  removePaymentMethod: ofMethod,
}
