import { expect, test } from 'vitest'
import { answerTo } from './put-file.ts'

test.each([
  [200, 'SENT'],
  [204, 'SENT'],
  // It was there already: the answer of an earlier try was lost.
  [409, 'SENT'],
  [403, 'LINK_ENDED'],
  [500, 'UNREACHABLE'],
  [503, 'UNREACHABLE'],
  [400, 'REFUSED'],
  [413, 'REFUSED'],
  [304, 'REFUSED'],
] as const)('the place for photos that answers %i says %s', (status, answer) => {
  expect(answerTo(status)).toBe(answer)
})
