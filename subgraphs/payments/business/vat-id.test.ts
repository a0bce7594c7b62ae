import { expect, test } from 'vitest'
import { vatIdOf } from './vat-id.ts'

test.each([
  ['DE', 'de 123 456 789', 'DE123456789'],
  ['NL', 'NL123456789B01', 'NL123456789B01'],
  ['GR', 'EL123456789', 'EL123456789'],
  ['FR', 'FR-XX.999999999', 'FRXX999999999'],
  ['IE', 'IE1234567WA', 'IE1234567WA'],
  ['CH', 'CHE-123.456.789 MWST', 'CHE123456789MWST'],
  // Who lives in one country may sell under a number of another.
  ['PL', 'CZ12345678', 'CZ12345678'],
  ['AU', 'AU 51824753556', 'AU51824753556'],
])('a number of VAT is taken by the form of its country: %s, %s', (country, given, id) => {
  expect(vatIdOf(given, country)).toBe(id)
})

test.each([
  ['DE', 'DE12345678'],
  ['DE', '123456789'],
  ['GR', 'GR123456789'],
  ['NL', 'NL123456789B0'],
  ['US', 'AU51824753556'],
  ['DE', 'DE123456789\n<script>'],
  ['DE', ''],
])('and refused in any other: %s, %s', (country, given) => {
  expect(vatIdOf(given, country)).toBeNull()
})
