import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'

const id = newId()
const NOT_A_UUID = 'nonsense'

export const idTokenMutations: Record<string, MutationCase> = {
  issueIdToken: {
    input: { uid: '04A2B3C4' },
    stranger: 'FINE',
    bad: [
      [{ uid: 'not hex' }, ['input', 'uid']],
      [{ type: 'LOCAL', value: 'and a uid' }, ['input', 'uid']],
      [{ uid: null }, ['input', 'value']],
      [{ uid: null, value: 'of no type' }, ['input', 'type']],
      [{ uid: null, type: 'NO_AUTHORIZATION', value: 'x' }, ['input', 'type']],
      [{ uid: null, type: 'APP', value: 'EG0123456789ABCDEFGH' }, ['input', 'type']],
      [{ uid: null, type: 'EMAID', value: 'DE-8AA' }, ['input', 'value']],
      [{ uid: null, type: 'LOCAL', value: 'no\0text' }, ['input', 'value']],
      [{ expiresAt: '2020-01-01T00:00:00Z' }, ['input', 'expiresAt']],
      [{ expiresAt: 'tomorrow' }, ['input', 'expiresAt']],
      [{ group: ' ' }, ['input', 'group']],
      [{ group: 'no\0text' }, ['input', 'group']],
      [{ group: 'x'.repeat(61) }, ['input', 'group']],
    ],
  },
  setConcurrentSessions: {
    input: { idTokenId: id, sessions: 2 },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ idTokenId: NOT_A_UUID }, ['input', 'idTokenId']],
      [{ sessions: 0 }, ['input', 'sessions']],
      [{ sessions: 101 }, ['input', 'sessions']],
    ],
  },
  blockIdToken: { input: { idTokenId: id }, stranger: 'NOT_FOUND', bad: [[{ idTokenId: NOT_A_UUID }, ['input', 'idTokenId']]] },
}
