import { expect, test } from 'vitest'
import { backTo } from './back-to.ts'

test('after signing in one is led to a page of this app', () => {
  expect(backTo({ to: '/sessions/1?show=bill' })).toEqual({ to: '/sessions/1?show=bill' })
  expect(backTo({ to: '/' })).toEqual({ to: '/' })
})

test.each([
  'https://elsewhere.example/',
  '//elsewhere.example',
  '/\\elsewhere.example',
  '/\t/elsewhere.example',
  'sessions',
  '',
  7,
  undefined,
])('and never to %j', (to) => expect(backTo({ to })).toEqual({}))
