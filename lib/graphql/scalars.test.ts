import { parseValue } from 'graphql'
import { expect, test } from 'vitest'
import { scalars } from './scalars.ts'

test.each(['Latitude', 'Longitude'] as const)('%s takes whole degrees in a document, and none beyond its range', (name) => {
  const read = (literal: string) => scalars[name].parseLiteral(parseValue(literal), {})
  expect(read('52')).toBe(52)
  expect(read('-4.5')).toBe(-4.5)
  expect(() => read('181')).toThrow()
  expect(() => read('true')).toThrow()
})
