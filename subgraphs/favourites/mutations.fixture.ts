import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../test/mutation-case.ts'
import { FAVOURITES_LIMITS } from './limits.ts'

const stationId = newId()

/** Every mutation of the box, as a well-formed client asks it and as others do. */
export const mutations: Record<string, MutationCase> = {
  saveFavourite: {
    input: { stationId, note: 'A note', tellWhenFree: true },
    stranger: 'NOT_FOUND',
    bad: [
      [{ stationId: 'nonsense' }, ['input', 'stationId']],
      [{ note: 'no\0text' }, ['input', 'note']],
      [{ note: 'x'.repeat(FAVOURITES_LIMITS.noteCharacters + 1) }, ['input', 'note']],
      [{ tellWhenFree: 'yes' }, ['input', 'tellWhenFree']],
    ],
  },
  removeFavourite: { input: { stationId }, stranger: 'NOT_FOUND', bad: [[{ stationId: 'nonsense' }, ['input', 'stationId']]] },
}
