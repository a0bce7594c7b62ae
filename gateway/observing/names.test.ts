import { expect, test } from 'vitest'
import { GATEWAY_LIMITS } from '../limits.ts'
import { clientName, createNames } from './names.ts'

const { forgottenAfterMs, sweepMs, nameCharacters } = GATEWAY_LIMITS.observed
const create = () => {
  const held = new Set<string>()
  const keyOf = (operation: string, client: string) => `${operation} of ${client}`
  const of = createNames({
    make: (operation, client) => {
      held.add(keyOf(operation, client))
      return keyOf(operation, client)
    },
    forget: (operation, client) => void held.delete(keyOf(operation, client)),
    limits: { signedIn: 3, strangers: 2 },
  })
  return { of, held }
}

test('names that strangers make up fill their own share, and those of signed-in callers keep theirs', () => {
  const { of, held } = create()
  for (let i = 0; i < 1_000; i += 1) of(`Made${i}`, 'none', false)
  expect(held.size).toBe(3)
  expect(of('Made999', 'none', false)).toBe('other of other')
  expect(of('Sessions', 'app', true)).toBe('Sessions of app')
  // A stranger's share of another's name costs nothing.
  expect(of('Sessions', 'app', false)).toBe('Sessions of app')
})

test('a name that nobody has used for an hour gives its place up, and one that is used keeps it', () => {
  const { of, held } = create()
  of('Old', 'none', false, 0)
  of('Used', 'none', false, 0)
  of('Used', 'none', false, forgottenAfterMs)
  expect(of('New', 'none', false, forgottenAfterMs)).toBe('New of none')
  expect([...held]).toEqual(['other of other', 'Used of none', 'New of none'])
  expect(of('Newer', 'none', false, forgottenAfterMs + sweepMs)).toBe('other of other')
})

test('a name that is too long, or no plain name, is another', () => {
  expect(create().of('x'.repeat(nameCharacters + 1), 'none', true)).toBe('other of other')
  expect(['web 1.2', undefined, 'x'.repeat(41), 'a\nb', '{"x":1}'].map(clientName)).toEqual([
    'web 1.2',
    'none',
    'other',
    'other',
    'other',
  ])
})
