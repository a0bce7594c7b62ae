import { expect, test } from 'vitest'
import { matching } from './matching.ts'

const named = (...names: string[]) => names.map((name) => ({ name }))
const found = (typed: string, ...names: string[]) => matching(named(...names), typed).map(({ name }) => name)

test('a place is found by parts of its words, without accents and capitals, and what begins so comes first', () => {
  expect(found('OPER', 'All operations', 'Operations', 'Usage')).toEqual(['Operations', 'All operations'])
  expect(found('opera', 'Opérations', 'Clés')).toEqual(['Opérations'])
  expect(found('cli key', 'Clients and keys', 'Keys')).toEqual(['Clients and keys'])
  expect(found('  ', 'A', 'B')).toEqual(['A', 'B'])
  expect(found('nothing', 'A')).toEqual([])
})
