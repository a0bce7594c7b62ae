import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../test/mutation-case.ts'

const id = newId()
const NOT_A_UUID = 'nonsense'
const location = { latitude: 52, longitude: 5 }
const daysAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const frame = { left: 0.2, top: 0.6, width: 0.5, height: 0.2 }

/** Every mutation of the box, as a well-formed client asks it and as others do. */
export const mutations: Record<string, MutationCase> = {
  submitOdometerPhoto: {
    input: { photoId: id, vehicleId: id, takenAt: daysAhead(-1), place: location, guideFrame: frame },
    stranger: 'NOT_FOUND',
    bad: [
      [{ photoId: NOT_A_UUID }, ['input', 'photoId']],
      [{ vehicleId: NOT_A_UUID }, ['input', 'vehicleId']],
      [{ takenAt: 'yesterday' }, ['input', 'takenAt']],
      [{ takenAt: daysAhead(1) }, ['input', 'takenAt']],
      [{ takenAt: daysAhead(-31) }, ['input', 'takenAt']],
      [{ unit: 'FURLONG' }, ['input', 'unit']],
      [{ place: { latitude: 91, longitude: 5 } }, ['input', 'place', 'latitude']],
      [{ guideFrame: { ...frame, left: -0.1 } }, ['input', 'guideFrame', 'left']],
      [{ guideFrame: { ...frame, width: 0 } }, ['input', 'guideFrame', 'width']],
      [{ guideFrame: { ...frame, left: 0.9 } }, ['input', 'guideFrame']],
    ],
  },
  setOdometerLeaderboardName: { input: { named: false }, stranger: 'FINE', bad: [[{ named: 'yes' }, ['input', 'named']]] },
}
