import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

const text = { text: ({ text }: { text: string }) => text }

test('what needs quotes has them, lines end in CRLF, null is empty, moments are ISO 8601', () => {
  const columns = { 'a,b': (row: (typeof rows)[number]) => row[0] ?? null, when: () => new Date(0), on: () => true }
  const rows = [['say "hi"\nnow'], [null], ['Łódź;']]
  expect(csvOf(columns, rows)).toBe(
    '"a,b",when,on\r\n"say ""hi""\nnow",1970-01-01T00:00:00.000Z,true\r\n,1970-01-01T00:00:00.000Z,true\r\nŁódź;,1970-01-01T00:00:00.000Z,true\r\n',
  )
  expect(csvOf(text, [], false)).toBe('')
})

test.each(['=1+1', '+1', '-1+1', '-', '@SUM(A1)', '\t=1', ' =1', '\r=1', '\n=1'])('a formula is none: %j', (given) => {
  const [, line = ''] = csvOf(text, [{ text: given }]).split(/^text\r\n/)
  expect(line.replace(/^"/, '').startsWith("'")).toBe(true)
})

test('a negative number stays a number', () => {
  expect(csvOf({ n: (n: number) => n }, [-5], false)).toBe('-5\r\n')
  expect(csvOf({ amount: (text: string) => text }, ['-3.00', '-1990'], false)).toBe('-3.00\r\n-1990\r\n')
})
