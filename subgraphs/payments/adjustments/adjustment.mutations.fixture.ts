import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'

const adjustmentId = newId()
const NOT_A_UUID = 'nonsense'

export const adjustmentMutations: Record<string, MutationCase> = {
  proposeAdjustment: {
    input: {
      beneficiary: 'USER',
      beneficiaryId: newId(),
      amountMinor: 500,
      currency: 'EUR',
      reason: 'Good will',
      evidence: 'Ticket 12',
      idempotencyKey: newId(),
    },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ beneficiary: 'NOBODY' }, ['input', 'beneficiary']],
      [{ beneficiaryId: NOT_A_UUID }, ['input', 'beneficiaryId']],
      [{ amountMinor: 0 }, ['input', 'amountMinor']],
      [{ amountMinor: 0.5 }, ['input', 'amountMinor']],
      [{ amountMinor: 2 ** 31 }, ['input', 'amountMinor']],
      [{ amountMinor: 100_001 }, ['input', 'amountMinor']],
      [{ amountMinor: -100_001 }, ['input', 'amountMinor']],
      [{ currency: 'eur' }, ['input', 'currency']],
      [{ currency: 'DEM' }, ['input', 'currency']],
      [{ reason: '' }, ['input', 'reason']],
      [{ reason: 'no\0text' }, ['input', 'reason']],
      [{ evidence: '' }, ['input', 'evidence']],
      [{ evidence: 'x'.repeat(2_001) }, ['input', 'evidence']],
      [{ idempotencyKey: NOT_A_UUID }, ['input', 'idempotencyKey']],
    ],
  },
  decideAdjustment: {
    input: { adjustmentId, approve: true, reason: 'So it is' },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ adjustmentId: NOT_A_UUID }, ['input', 'adjustmentId']],
      [{ approve: 'yes' }, ['input', 'approve']],
      [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
    ],
  },
  withdrawAdjustment: {
    input: { adjustmentId },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [[{ adjustmentId: NOT_A_UUID }, ['input', 'adjustmentId']]],
  },
}
