import { expect, test } from 'vitest'
import { pathOf, toldBy } from './told.ts'

test('a push leads to the page that it names', () => {
  const push = { id: '1', kind: 'BILL', title: 'Your bill', body: '€ 12', link: '/sessions/1' }
  expect(toldBy(push)).toEqual({ id: '1', title: 'Your bill', body: '€ 12', path: '/sessions/1' })
})

test.each([
  ['another site', 'https://elsewhere.example/'],
  ['another site without its scheme', '//elsewhere.example'],
  ['the same with backslashes', '/\\elsewhere.example'],
  ['the same hidden by a tab', '/\t/elsewhere.example'],
  ['a script', 'javascript:alert(1)'],
  ['nothing', null],
  ['no text', 7],
])('a push that leads to %s leads to the inbox', (_what, link) => {
  expect(pathOf(link)).toBe('/notifications')
})

test.each([[null], ['text'], [[]], [{ title: 7, body: null }]])('what is no push of ours is shown as news: %j', (push) => {
  expect(toldBy(push)).toEqual({ id: 'news', title: 'Evergraph', body: '', path: '/notifications' })
})
