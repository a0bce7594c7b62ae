import { expect, test } from 'vitest'
import { drawnText } from './drawn-text.ts'

test('the same kind and seed are the same forgery', async () => {
  const [one, same, other] = [await drawnText('flat', 1), await drawnText('flat', 1), await drawnText('flat', 2)]
  expect(Buffer.from(one.photo.data).equals(Buffer.from(same.photo.data))).toBe(true)
  expect(one.reading).not.toBe(other.reading)
})
