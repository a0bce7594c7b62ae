import { describe, expect, test } from 'vitest'
import { fit } from './fit.ts'

const json = (text: string) => JSON.stringify({ text })
const read = (payload: Buffer) => (JSON.parse(payload.toString()) as { text: string }).text

describe('a payload', () => {
  test('that fits is as it is', () => {
    expect(read(fit('Hello', 100, json))).toBe('Hello')
    expect(fit('Hello', Buffer.byteLength(json('Hello')), json).toString()).toBe(json('Hello'))
  })

  test.each([
    ['letters', 'a'.repeat(500)],
    ['letters of two bytes', 'ü'.repeat(500)],
    ['families, whose parts are no family', '👨‍👩‍👧‍👦'.repeat(60)],
    ['flags', '🇳🇱'.repeat(200)],
    ['letters with marks of their own', 'e\u0301'.repeat(300)],
    ['what JSON writes longer', '"\n'.repeat(300)],
  ])('of %s is cut behind a whole character, and as long as it may be', (_what, text) => {
    const max = 333
    const payload = fit(text, max, json)
    expect(payload.length).toBeLessThanOrEqual(max)
    const [whole] = [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment)
    const cut = read(payload)
    expect(cut.endsWith('…')).toBe(true)
    const kept = cut.slice(0, -1)
    expect(text.startsWith(kept)).toBe(true)
    const characters = Array.from(new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment)
    const ends = characters.map((_, at) => characters.slice(0, at).join('').trimEnd())
    expect(ends).toContain(kept)
    expect(Buffer.byteLength(json(`${kept}${whole}${characters[1]}…`))).toBeGreaterThan(max)
  })

  test('that does not fit without any text is refused', () => {
    expect(() => fit('text', 10, json)).toThrow('does not fit')
  })
})
