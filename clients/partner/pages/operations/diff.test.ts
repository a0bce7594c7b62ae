import { expect, test } from 'vitest'
import { diffOf } from './diff.ts'

const said = (before: string, after: string) => diffOf(before, after).map(({ sign, text }) => `${sign}${text}`)

test('what both have stays, what one alone has is marked, and each text can be read back', () => {
  const [before, after] = ['query A {\n  me {\n    id\n  }\n}', 'query A {\n  me {\n    id\n    email\n  }\n}']
  expect(said(before, after)).toEqual([' query A {', '   me {', '     id', '+    email', '   }', ' }'])
  expect(said('a\nb\nc', 'c\nd')).toEqual(['-a', '-b', ' c', '+d'])
  for (const [one, other] of [
    [before, after],
    ['a\nb', 'b\na'],
    ['', 'x'],
    ['x\nx', 'x'],
  ] as const) {
    const lines = diffOf(one, other)
    const without = (sign: string) =>
      lines
        .filter((line) => line.sign !== sign)
        .map(({ text }) => text)
        .join('\n')
    expect(without('+')).toBe(one)
    expect(without('-')).toBe(other)
  }
})
