import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'

export const operationMutations: Record<string, MutationCase> = {
  retryPaymentOperation: {
    input: { operationId: newId() },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [[{ operationId: 'nonsense' }, ['input', 'operationId']]],
  },
}
