import type { MutationCase } from '../../../test/mutation-case.ts'
import { BOUNDS } from './terms.ts'

export const termsMutations: Record<string, MutationCase> = {
  saveBookingTerms: {
    input: { open: false },
    stranger: 'FORBIDDEN',
    bad: [
      [{ stationId: 'nonsense' }, ['input', 'stationId']],
      [{ open: 'yes' }, ['input', 'open']],
      ...Object.entries(BOUNDS).flatMap(([name, [least, most]]): MutationCase['bad'] => [
        [{ [name]: least - 1 }, ['input', name]],
        [{ [name]: most + 1 }, ['input', name]],
      ]),
      [{ minMinutes: 60, maxMinutes: 30 }, ['input', 'maxMinutes']],
      [{ fees: true, changeUntilMinutes: 1, cancelUntilMinutes: 2 }, ['input', 'changeUntilMinutes']],
    ],
  },
}
