import { expect, test } from 'vitest'
import { createPerAddress } from './per-address.ts'

test('an address holds so many and no more, whatever the others hold; leaving twice makes room once', () => {
  const held = createPerAddress(2)
  const [first, second] = [held.take('192.0.2.1'), held.take('192.0.2.1')]
  expect(held.take('192.0.2.1')).toBeNull()
  expect(held.take('192.0.2.2')).not.toBeNull()
  first?.()
  first?.()
  expect(held.take('192.0.2.1')).not.toBeNull()
  expect(held.take('192.0.2.1')).toBeNull()
  second?.()
  expect(held.take('192.0.2.1')).not.toBeNull()
})

test('what has no address is not counted', () => {
  const held = createPerAddress(1)
  expect([held.take(undefined), held.take(undefined)]).not.toContain(null)
})
