import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../test/mutation-case.ts'

const id = newId()
const NOT_A_UUID = 'nonsense'
const location = { latitude: 52, longitude: 5 }
const daysAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

/** Every mutation of the box, as a well-formed client asks it and as others do. */
export const mutations: Record<string, MutationCase> = {
  submitDeed: {
    input: { photoId: id, task: 'EV_CHARGING', takenAt: daysAhead(-1), place: location },
    stranger: 'FINE',
    bad: [
      [{ photoId: NOT_A_UUID }, ['input', 'photoId']],
      [{ task: 'NAPPING' }, ['input', 'task']],
      [{ task: 'RECYCLING' }, ['input', 'material']],
      [{ material: 'GLASS' }, ['input', 'material']],
      [{ takenAt: daysAhead(1) }, ['input', 'takenAt']],
      [{ takenAt: daysAhead(-8) }, ['input', 'takenAt']],
      [{ place: { latitude: 52, longitude: 181 } }, ['input', 'place', 'longitude']],
      [{ note: 'x'.repeat(501) }, ['input', 'note']],
      [{ note: 'no\0text' }, ['input', 'note']],
    ],
  },
  setDeedLimit: {
    input: { task: 'EV_CHARGING', perDay: 3 },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ task: 'NAPPING' }, ['input', 'task']],
      [{ perDay: -1 }, ['input', 'perDay']],
      [{ perDay: 1_001 }, ['input', 'perDay']],
    ],
  },
  setDeedLeaderboardName: { input: { named: false }, stranger: 'FINE', bad: [[{ named: 'yes' }, ['input', 'named']]] },
}
