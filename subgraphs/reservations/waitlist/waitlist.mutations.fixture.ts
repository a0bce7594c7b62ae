import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'

const NOT_A_UUID = 'nonsense'
const bad: MutationCase['bad'] = [[{ entryId: NOT_A_UUID }, ['input', 'entryId']]]
const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString()

export const waitlistMutations: Record<string, MutationCase> = {
  joinWaitlist: {
    input: { stationId: newId(), from: hours(1), until: hours(5), minutes: 60 },
    stranger: 'NOT_FOUND',
    bad: [
      [{ stationId: NOT_A_UUID }, ['input', 'stationId']],
      [{ from: 'tomorrow' }, ['input', 'from']],
      [{ until: 'later' }, ['input', 'until']],
      [{ minutes: 0 }, ['input', 'minutes']],
      [{ minutes: 1_441 }, ['input', 'minutes']],
      [{ powerW: -1 }, ['input', 'powerW']],
    ],
  },
  leaveWaitlist: { input: { entryId: newId() }, stranger: 'NOT_FOUND', bad },
  acceptOffer: { input: { entryId: newId() }, stranger: 'NOT_FOUND', bad },
}
