import { expect, test } from 'vitest'
import { createHeld, createShares } from './held.ts'

test('an address holds so many and no more, whatever the others hold; leaving twice makes room once', () => {
  const held = createHeld(2)
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
  const held = createHeld(1)
  expect([held.take(undefined), held.take(undefined)]).not.toContain(null)
})

test('a user holds so many wherever they are, and what is refused for one reason takes nothing from the other', () => {
  const shares = createShares({ perAddress: 3, perCaller: 2 })
  const user = { kind: 'user', userId: 'one', roles: [] } as const
  const [first] = [shares.take(user, '192.0.2.1'), shares.take(user, '192.0.2.2')]
  expect(shares.take(user, '192.0.2.1')).toBe('caller')
  const strangers = Array.from({ length: 3 }, () => shares.take({ kind: 'anonymous' }, '192.0.2.1'))
  expect(strangers.filter((each) => each === 'address')).toHaveLength(1)
  expect(shares.take({ ...user, userId: 'two' }, '192.0.2.1')).toBe('address')
  if (typeof first === 'function') first()
  expect(shares.take(user, '192.0.2.1')).toBeInstanceOf(Function)
})
