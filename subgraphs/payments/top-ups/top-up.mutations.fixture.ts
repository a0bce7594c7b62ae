import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'
import { BAD_MONEY } from '../wallet/wallet.mutations.fixture.ts'

const NOT_A_UUID = 'nonsense'

export const topUpMutations: Record<string, MutationCase> = {
  topUpWallet: {
    input: { amountMinor: 500, currency: 'EUR', paymentMethodId: newId(), idempotencyKey: newId() },
    stranger: 'NOT_FOUND',
    bad: [
      ...BAD_MONEY,
      [{ amountMinor: 25_001 }, ['input', 'amountMinor']],
      [{ paymentMethodId: NOT_A_UUID }, ['input', 'paymentMethodId']],
      [{ paymentMethodId: null }, ['input']],
      [{ provider: 'STRIPE' }, ['input']],
      [{ paymentMethodId: null, provider: 'nobody' }, ['input', 'provider']],
      [{ idempotencyKey: NOT_A_UUID }, ['input', 'idempotencyKey']],
    ],
  },
  payBackWallet: {
    input: { currency: 'EUR', idempotencyKey: newId() },
    stranger: 'NOT_FOUND',
    bad: [
      [{ currency: 'eur' }, ['input', 'currency']],
      [{ idempotencyKey: NOT_A_UUID }, ['input', 'idempotencyKey']],
    ],
  },
}
