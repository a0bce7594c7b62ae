import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'
import { RESERVATIONS_LIMITS } from '../limits.ts'

export const calendarMutations: Record<string, MutationCase> = {
  blockEvse: {
    input: { idempotencyKey: newId(), evseId: newId(), from: '2030-01-01T12:00:00Z', until: '2030-01-01T14:00:00Z' },
    stranger: 'FORBIDDEN',
    bad: [
      [{ idempotencyKey: 'nonsense' }, ['input', 'idempotencyKey']],
      [{ evseId: 'nonsense' }, ['input', 'evseId']],
      [{ from: 'tomorrow' }, ['input', 'from']],
      [{ until: '2030-01-01T12:00:00Z' }, ['input', 'until']],
      [{ until: '2032-01-01T12:00:00Z' }, ['input', 'until']],
      [{ note: 'x'.repeat(RESERVATIONS_LIMITS.noteCharacters + 1) }, ['input', 'note']],
      [{ cancelBooked: 'yes' }, ['input', 'cancelBooked']],
    ],
  },
  unblockEvse: { input: { blockId: newId() }, stranger: 'FORBIDDEN', bad: [[{ blockId: 'nonsense' }, ['input', 'blockId']]] },
}
