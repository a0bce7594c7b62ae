import { expect, test } from 'vitest'
import { createHeld, shareOfAddress, shareOfCaller } from './held.ts'

const address = (given: string | undefined, most = 2) => shareOfAddress('sockets', given, most)

test('an address holds so many and no more, whatever the others hold; leaving twice makes room once', () => {
  const held = createHeld()
  const [one, two] = [address('192.0.2.1'), address('192.0.2.2')]
  const [first, second] = [held.take([one]), held.take([one])]
  expect(held.take([one])).toBe(one)
  expect(held.take([two])).toBeInstanceOf(Function)
  expect(held.take([shareOfAddress('subscriptions', '192.0.2.1', 2)])).toBeInstanceOf(Function)
  if (typeof first === 'function') for (const _ of [1, 2]) first()
  expect(held.take([one])).toBeInstanceOf(Function)
  expect(held.take([one])).toBe(one)
  if (typeof second === 'function') second()
  expect(held.take([one])).toBeInstanceOf(Function)
})

test('what has no address is not counted', () => {
  const held = createHeld()
  expect([1, 2].map(() => typeof held.take([address(undefined, 1)]))).toEqual(['function', 'function'])
})

test('a user holds so many wherever they are, and what is refused for one reason takes nothing from the other', () => {
  const held = createHeld()
  const user = shareOfCaller('sockets', { kind: 'user', userId: 'one', roles: [] }, 2)
  const nobody = shareOfCaller('sockets', { kind: 'anonymous' }, 2)
  const [here, there] = [address('192.0.2.1', 3), address('192.0.2.2', 3)]
  const [first] = [held.take([here, user]), held.take([there, user])]
  expect(held.take([here, user])).toBe(user)
  expect([1, 2, 3].map(() => held.take([here, nobody])).filter((taken) => taken === here)).toHaveLength(1)
  expect(held.take([here, shareOfCaller('sockets', { kind: 'user', userId: 'two', roles: [] }, 2)])).toBe(here)
  if (typeof first === 'function') first()
  expect(held.take([here, user])).toBeInstanceOf(Function)
})
