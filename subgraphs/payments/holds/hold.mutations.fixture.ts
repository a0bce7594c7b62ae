import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'

const input = { idempotencyKey: newId(), connectorId: newId(), amountMinor: 2_000, currency: 'EUR', wallet: true }

export const holdMutations: Record<string, MutationCase> = {
  authorisePayment: {
    input,
    stranger: 'NOT_FOUND',
    bad: [
      [{ idempotencyKey: 'nonsense' }, ['input', 'idempotencyKey']],
      [{ connectorId: 'nonsense' }, ['input', 'connectorId']],
      ...[0, -1, 1.5, 2 ** 31, '20'].map((amountMinor): MutationCase['bad'][number] => [{ amountMinor }, ['input', 'amountMinor']]),
      [{ currency: 'euro' }, ['input', 'currency']],
      [{ paymentMethodId: 'nonsense' }, ['input', 'paymentMethodId']],
      [{ wallet: 'yes' }, ['input', 'wallet']],
      [{ keepMethod: 'yes' }, ['input', 'keepMethod']],
    ],
  },
  releaseHold: { input: { holdId: newId() }, stranger: 'NOT_FOUND', bad: [[{ holdId: 'nonsense' }, ['input', 'holdId']]] },
}
