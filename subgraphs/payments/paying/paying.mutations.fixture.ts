import { newId } from '#lib/id.ts'
import type { Input, MutationCase } from '../../../test/mutation-case.ts'

const id = newId()
const NOT_A_UUID = 'nonsense'
const BAD_REASON: [Input, string[]][] = [
  [{ reason: ' ' }, ['input', 'reason']],
  [{ reason: 'no\0text' }, ['input', 'reason']],
  [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
]

export const payingMutations: Record<string, MutationCase> = {
  payBill: {
    input: { billId: id, methodId: id, idempotencyKey: newId() },
    stranger: 'NOT_FOUND',
    bad: [
      [{ billId: NOT_A_UUID }, ['input', 'billId']],
      [{ methodId: NOT_A_UUID }, ['input', 'methodId']],
      [{ methodId: null, provider: 'nobody' }, ['input', 'provider']],
      [{ provider: '' }, ['input', 'provider']],
      [{ idempotencyKey: NOT_A_UUID }, ['input', 'idempotencyKey']],
    ],
  },
  refundBill: {
    input: { billId: id, amountMinor: 100, reason: 'x', idempotencyKey: newId() },
    stranger: 'FORBIDDEN',
    bad: [
      ...BAD_REASON,
      [{ billId: NOT_A_UUID }, ['input', 'billId']],
      [{ amountMinor: 0 }, ['input', 'amountMinor']],
      [{ amountMinor: -1 }, ['input', 'amountMinor']],
      [{ amountMinor: 0.5 }, ['input', 'amountMinor']],
      [{ amountMinor: 2 ** 31 }, ['input', 'amountMinor']],
      [{ idempotencyKey: NOT_A_UUID }, ['input', 'idempotencyKey']],
    ],
  },
  retryRefund: {
    input: { refundId: id, toWallet: true },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ refundId: NOT_A_UUID }, ['input', 'refundId']],
      [{ toWallet: 'yes' }, ['input', 'toWallet']],
    ],
  },
  writeOffBill: {
    input: { billId: id, reason: 'x' },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [...BAD_REASON, [{ billId: NOT_A_UUID }, ['input', 'billId']]],
  },
  setStanding: {
    input: { userId: id, standing: 'POST_PAID', reason: 'x' },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [...BAD_REASON, [{ userId: NOT_A_UUID }, ['input', 'userId']], [{ standing: 'BLOCKED' }, ['input', 'standing']]],
  },
  answerDispute: {
    input: { disputeId: id, text: 'x', documents: [] },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ disputeId: NOT_A_UUID }, ['input', 'disputeId']],
      [{ text: ' ' }, ['input', 'text']],
      [{ text: 'x'.repeat(10_001) }, ['input', 'text']],
      [{ documents: Array.from({ length: 21 }, () => 'x') }, ['input', 'documents']],
      [{ documents: [' '] }, ['input', 'documents', 0]],
    ],
  },
}
