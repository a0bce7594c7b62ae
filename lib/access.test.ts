import { expect, test } from 'vitest'
import { isSelfOr, requireRole } from './access.ts'
import { ANONYMOUS, type Role } from './auth.ts'
import { newId } from './id.ts'

const userId = newId()
const unauthenticated = expect.objectContaining({ code: 'UNAUTHENTICATED' }) as Error

test('a role that is missing is FORBIDDEN, a caller that is missing UNAUTHENTICATED', () => {
  expect(() => requireRole({ kind: 'anonymous' }, 'ADMIN')).toThrow(unauthenticated)
  expect(() => requireRole({ kind: 'user', userId, roles: ['DRIVER'] }, 'ADMIN', 'OPERATOR')).toThrow(
    expect.objectContaining({
      code: 'FORBIDDEN',
      message: expect.stringMatching(/ADMIN, OPERATOR.*next sign-in/) as string,
    }) as Error,
  )
  expect(requireRole({ kind: 'user', userId, roles: ['DRIVER', 'OPERATOR'] }, 'ADMIN', 'OPERATOR').userId).toBe(userId)
})

test('what belongs to a user is theirs, and those with one of the roles that are named; what belongs to nobody is the latter alone', () => {
  const user = (id: string, ...roles: Role[]) => ({ kind: 'user', userId: id, roles }) as const
  expect(isSelfOr(user(userId, 'DRIVER'), userId, 'ADMIN')).toBe(true)
  expect(isSelfOr(user(newId(), 'DRIVER', 'OPERATOR'), userId, 'REVIEWER', 'ADMIN')).toBe(false)
  expect(isSelfOr(user(newId(), 'DRIVER', 'ADMIN'), userId, 'REVIEWER', 'ADMIN')).toBe(true)
  expect(isSelfOr(user(newId(), 'REVIEWER'), null, 'REVIEWER')).toBe(true)
  expect(isSelfOr(user(userId, 'DRIVER'), null, 'ADMIN')).toBe(false)
  expect(isSelfOr(ANONYMOUS, null, 'ADMIN')).toBe(false)
})
