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

test('a UUID is the same thing in capitals, or in braces', () => {
  const id = '0195a3c4-7d1e-7abc-8def-0123456789ab'
  for (const given of [id.toUpperCase(), `{${id}}`]) {
    expect(scalars.UUID.parseValue(given)).toBe(id)
    expect(scalars.UUID.parseLiteral(parseValue(`"${given}"`), {})).toBe(id)
  }
  expect(() => scalars.UUID.parseValue(id.slice(1))).toThrow()
})
