import { newId } from '#lib/id.ts'
import type { Input, MutationCase } from '../../../test/mutation-case.ts'

const NOT_A_UUID = 'nonsense'

/** Amounts and currencies that are refused wherever they are given. */
export const BAD_MONEY: [Input, string[]][] = [
  [{ amountMinor: 0 }, ['input', 'amountMinor']],
  [{ amountMinor: -1 }, ['input', 'amountMinor']],
  [{ amountMinor: 0.5 }, ['input', 'amountMinor']],
  [{ amountMinor: 2 ** 31 }, ['input', 'amountMinor']],
  [{ currency: 'eur' }, ['input', 'currency']],
  [{ currency: 'DEM' }, ['input', 'currency']],
]

export const walletMutations: Record<string, MutationCase> = {
  giveUpWallet: {
    input: { currency: 'EUR', amountMinor: 500, idempotencyKey: newId() },
    stranger: 'NOT_FOUND',
    bad: [...BAD_MONEY, [{ idempotencyKey: NOT_A_UUID }, ['input', 'idempotencyKey']]],
  },
}
