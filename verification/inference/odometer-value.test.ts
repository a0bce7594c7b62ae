import { expect, test } from 'vitest'
import { valueOf } from './odometer-value.ts'

test.each([
  ['48210', 48_210],
  ['004523', 4_523],
  ['48210.7', 48_210],
  ['123.456', 123_456],
  ['1.234.567', 1_234_567],
  ['0', 0],
])('%s shows %i whole units', (text, value) => expect(valueOf(text)).toBe(value))

test.each(['', '.', '.5', '12345678', '12a4'])('"%s" is no reading', (text) => expect(valueOf(text)).toBeNull())
