import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'

export const feeMutations: Record<string, MutationCase> = {
  waiveReservationFee: {
    input: { reservationId: newId(), reason: 'x' },
    stranger: 'FORBIDDEN',
    bad: [
      [{ reservationId: 'nonsense' }, ['input', 'reservationId']],
      [{ reason: ' ' }, ['input', 'reason']],
      [{ reason: 'no\0text' }, ['input', 'reason']],
      [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
    ],
  },
}
