import { expect, test } from 'vitest'
import { encode, parseFrame } from './frame.ts'

test('the five message types are read, and the two of 2.1 only there', () => {
  expect(parseFrame('[2,"a","Heartbeat",{}]', '1.6')).toEqual({ kind: 'call', messageId: 'a', action: 'Heartbeat', payload: {} })
  expect(parseFrame('[3,"a",{"status":"Accepted"}]', '1.6')).toEqual({
    kind: 'result',
    messageId: 'a',
    payload: { status: 'Accepted' },
  })
  expect(parseFrame('[4,"a","GenericError","no",{}]', '1.6')).toMatchObject({
    kind: 'error',
    code: 'GenericError',
    description: 'no',
  })
  expect(parseFrame('[5,"a","FormatViolation","",{}]', '2.1')).toMatchObject({ kind: 'result-error', code: 'FormatViolation' })
  expect(parseFrame('[6,"a","NotifyPeriodicEventStream",{}]', '2.1')).toMatchObject({ kind: 'send' })
  expect(parseFrame('[6,"a","NotifyPeriodicEventStream",{}]', '2.0.1')).toMatchObject({
    kind: 'malformed',
    answer: { messageId: 'a' },
  })
})

const unreadable = ['', 'hello', '{', 'null', '7', '"[2]"', '{"a":1}', '[', '[]'.repeat(3), '\u0000']
test.each(unreadable)('edge case 28: %j is answered with RpcFrameworkError and id -1 in 2.x, and with silence in 1.6', (text) => {
  expect(parseFrame(text, '1.6')).toMatchObject({ kind: 'malformed', answer: null })
  for (const version of ['2.0.1', '2.1'] as const) {
    expect(parseFrame(text, version)).toMatchObject({ kind: 'malformed', answer: { messageId: '-1', code: 'RpcFrameworkError' } })
  }
})

const wrong = [
  '[2,"a"]',
  '[2,"a","Heartbeat"]',
  '[2,"a","Heartbeat",{},{}]',
  '[2,"a",7,{}]',
  '[2,"a","",{}]',
  '[2,"a","Heartbeat",[]]',
  '[2,"a","Heartbeat",null]',
]
test.each(wrong)('edge case 28: the CALL %s is refused under its own id', (text) => {
  expect(parseFrame(text, '1.6')).toMatchObject({ kind: 'malformed', answer: { messageId: 'a', code: 'FormatViolation' } })
})

test.each(['[2,7,"Heartbeat",{}]', '[2,"","Heartbeat",{}]', `[2,"${'x'.repeat(256)}","Heartbeat",{}]`])(
  'the CALL %s has no id to answer to',
  (text) => {
    expect(parseFrame(text, '1.6')).toMatchObject({ kind: 'malformed', answer: null })
    expect(parseFrame(text, '2.0.1')).toMatchObject({ kind: 'malformed', answer: { messageId: '-1' } })
  },
)

test.each(['[3]', '[3,"a"]', '[3,"a",null]', '[3,"a",[]]', '[3,"a",{},{}]', '[4,"a"]', '[3,7,{}]'])(
  'edge case 28: the answer %s is ignored',
  (text) => {
    expect(parseFrame(text, '2.1')).toMatchObject({ kind: 'malformed', answer: null })
  },
)

test('edge case 28: an unknown message type is ignored in 1.6 and named in 2.x', () => {
  expect(parseFrame('[9,"a",{}]', '1.6')).toMatchObject({ kind: 'malformed', answer: null })
  expect(parseFrame('[9,"a",{}]', '2.0.1')).toMatchObject({
    kind: 'malformed',
    answer: { messageId: 'a', code: 'MessageTypeNotSupported' },
  })
  expect(parseFrame('["2","a","Heartbeat",{}]', '2.0.1')).toMatchObject({ answer: { code: 'MessageTypeNotSupported' } })
  expect(parseFrame('[9]', '2.0.1')).toMatchObject({ kind: 'malformed', answer: null })
})

test('text that PostgreSQL cannot keep is made storable', () => {
  expect(parseFrame(String.raw`[2,"a","Authorize",{"idTag":"A\u0000B\ud800C\ud83d\ude00"}]`, '1.6')).toMatchObject({
    payload: { idTag: 'AB\ufffdC😀' },
  })
})

test('codes are spelt as each version spells them, and details are always empty', () => {
  expect(encode.error('a', 'OccurrenceConstraintViolation', 'x', '1.6')).toBe('[4,"a","OccurenceConstraintViolation","x",{}]')
  expect(encode.error('a', 'OccurrenceConstraintViolation', 'x', '2.1')).toBe('[4,"a","OccurrenceConstraintViolation","x",{}]')
  expect(encode.error('a', 'FormatViolation', 'x', '1.6')).toBe('[4,"a","FormationViolation","x",{}]')
  expect(encode.error('a', 'MessageTypeNotSupported', 'x', '1.6')).toBe('[4,"a","GenericError","x",{}]')
})
