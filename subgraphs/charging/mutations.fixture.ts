import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../test/mutation-case.ts'

const id = newId()
const NOT_A_UUID = 'nonsense'

const badTarget = (target: object, field: string): MutationCase['bad'][number] => [{ target }, ['input', 'target', field]]
const badTargets = [
  badTarget({ energyWh: 0 }, 'energyWh'),
  badTarget({ energyWh: 10_000_001 }, 'energyWh'),
  badTarget({ socPercent: 0 }, 'socPercent'),
  badTarget({ socPercent: 100.5 }, 'socPercent'),
  badTarget({ socPercent: 80, energyWh: 1 }, 'socPercent'),
  badTarget({ readyBy: '2020-01-01T00:00:00Z' }, 'readyBy'),
  badTarget({ readyBy: '9999-01-01T00:00:00Z' }, 'readyBy'),
  badTarget({ readyBy: 'soon' }, 'readyBy'),
]

/** Every mutation of the box, as a well-formed client asks it and as others do. */
export const mutations: Record<string, MutationCase> = {
  startCharging: {
    input: { connectorId: id, idempotencyKey: newId() },
    stranger: 'NOT_FOUND',
    bad: [
      [{ connectorId: NOT_A_UUID }, ['input', 'connectorId']],
      [{ idempotencyKey: NOT_A_UUID }, ['input', 'idempotencyKey']],
      [{ vehicleId: NOT_A_UUID }, ['input', 'vehicleId']],
      [{ holdId: NOT_A_UUID }, ['input', 'holdId']],
      ...badTargets,
    ],
  },
  setChargingTarget: {
    input: { sessionId: id, target: { energyWh: 10_000 } },
    stranger: 'NOT_FOUND',
    bad: [[{ sessionId: NOT_A_UUID }, ['input', 'sessionId']], ...badTargets],
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
  proposeBillCorrection: {
    input: { sessionId: id, energyWh: 1_000, reason: 'x', idempotencyKey: newId() },
    stranger: 'FORBIDDEN',
    bad: [
      [{ sessionId: NOT_A_UUID }, ['input', 'sessionId']],
      [{ idempotencyKey: NOT_A_UUID }, ['input', 'idempotencyKey']],
      [{ energyWh: -1 }, ['input', 'energyWh']],
      [{ energyWh: 10_000_001 }, ['input', 'energyWh']],
      [{ reason: ' ' }, ['input', 'reason']],
      [{ reason: 'no\0text' }, ['input', 'reason']],
      [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
    ],
  },
  decideBillCorrection: {
    input: { correctionId: id, approve: true },
    stranger: 'FORBIDDEN',
    bad: [
      [{ correctionId: NOT_A_UUID }, ['input', 'correctionId']],
      [{ approve: 'maybe' }, ['input', 'approve']],
      [{ reason: 'no\0text' }, ['input', 'reason']],
      [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
    ],
  },
  withdrawBillCorrection: {
    input: { correctionId: id },
    stranger: 'FORBIDDEN',
    bad: [[{ correctionId: NOT_A_UUID }, ['input', 'correctionId']]],
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
