import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'
import { NOTIFICATIONS_LIMITS } from '../limits.ts'

export const inboxMutations: Record<string, MutationCase> = {
  readNotifications: {
    input: { ids: [newId()] },
    stranger: 'FINE',
    bad: [
      [{ ids: ['nonsense'] }, ['input', 'ids', 0]],
      [{ ids: [] }, ['input', 'ids']],
      [{ ids: null }, ['input', 'ids']],
      [{ ids: Array.from({ length: NOTIFICATIONS_LIMITS.readAtOnce + 1 }, newId) }, ['input', 'ids']],
      [{ until: '2026-11-22T10:00:00Z' }, ['input', 'ids']],
      [{ until: 'yesterday' }, ['input', 'until']],
    ],
  },
}
