import { buildSchema, Kind, parse } from 'graphql'
import { expect, test } from 'vitest'
import { costOf } from './cost.ts'

const schema = buildSchema(`
  type Query { sessions(first: Int): [Session!]! }
  type Session { id: ID! curve(points: Int! = 60): [Point!]! }
  type Point { watts: Int! }`)

function cost(text: string, variables = {}): number {
  const [operation] = parse(text).definitions
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('This is no operation.')
  return costOf({ schema, operation, fragments: {} })(variables)
}

test('a curve costs as much as it has points, of each entry of a page', () => {
  expect(cost('{ sessions(first: 100) { curve(points: 500) { watts } } }')).toBe(1 + 100 * (1 + 500))
  expect(cost('query ($n: Int!) { sessions(first: 100) { curve(points: $n) { watts } } }', { n: 7 })).toBe(1 + 100 * (1 + 7))
})
