import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../test/mutation-case.ts'

const id = newId()
const NOT_A_UUID = 'nonsense'

/** Every mutation of the box, as a well-formed client asks it and as others do. */
export const mutations: Record<string, MutationCase> = {
  startCharging: {
    input: { connectorId: id, idempotencyKey: newId() },
    stranger: 'NOT_FOUND',
    bad: [
      [{ connectorId: NOT_A_UUID }, ['input', 'connectorId']],
      [{ idempotencyKey: NOT_A_UUID }, ['input', 'idempotencyKey']],
      [{ vehicleId: NOT_A_UUID }, ['input', 'vehicleId']],
    ],
  },
  stopCharging: { input: { sessionId: id }, stranger: 'NOT_FOUND', bad: [[{ sessionId: NOT_A_UUID }, ['input', 'sessionId']]] },
  endSession: {
    input: { sessionId: id, reason: 'x' },
    stranger: 'NOT_FOUND',
    bad: [
      [{ sessionId: NOT_A_UUID }, ['input', 'sessionId']],
      [{ reason: 'no\0text' }, ['input', 'reason']],
      [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
    ],
  },
  releaseSession: {
    input: { sessionId: id, reason: 'x' },
    stranger: 'FORBIDDEN',
    bad: [
      [{ reason: 'no\0text' }, ['input', 'reason']],
      [{ sessionId: NOT_A_UUID }, ['input', 'sessionId']],
      [{ reason: ' ' }, ['input', 'reason']],
      [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
    ],
  },
}
