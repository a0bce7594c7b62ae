import { expect, test } from 'vitest'
import { createSigner } from '../../test/charge-point-signer.ts'
import { randomOf } from '../../test/random.ts'
import { readPublicKey } from './key.ts'
import { PUBLISHED } from './published.fixture.ts'
import { parseOcmf } from './record.ts'
import { ocmfText } from './transport.ts'
import { isSignedBy } from './verify.ts'

const signer = createSigner()
const own = signer.sign([
  { at: new Date('2026-11-20T12:00:00Z'), registerWh: 1_000_000, reason: 'B' },
  { at: new Date('2026-11-20T13:00:00Z'), registerWh: 1_010_000, reason: 'E' },
])
const ROUNDS = 20_000
const BAD_VALUES = [
  'null',
  '-1',
  '1e400',
  '{}',
  '[]',
  '[[[[[[[[',
  '"',
  '\\u0000',
  '"\\ud800"',
  'true',
  '9'.repeat(400),
  '|',
  '\0',
  '�',
  '"RD":1,',
]

function mangled(text: string, random: () => number): string {
  const place = () => Math.floor(random() * text.length)
  const [from, to] = [place(), place()].toSorted((a, b) => a - b) as [number, number]
  const bad = BAD_VALUES[Math.floor(random() * BAD_VALUES.length)] ?? ''
  switch (Math.floor(random() * 6)) {
    case 0: // one sign is another
      return text.slice(0, from) + String.fromCharCode(Math.floor(random() * 256)) + text.slice(from + 1)
    case 1: // a part is lost
      return text.slice(0, from) + text.slice(Math.min(to, from + 40))
    case 2: // a part is there twice
      return text.slice(0, to) + text.slice(from)
    case 3: // a part is something else
      return text.slice(0, from) + bad + text.slice(Math.min(to, from + 12))
    case 4: // a value is something else
      return text.replace(/:("[^"]*"|[\d.]+)/g, (whole) => (random() < 0.1 ? `:${bad}` : whole))
    default: // a text without end
      return text.slice(0, from) + bad.repeat(Math.floor(random() * 3_000)) + text.slice(from)
  }
}

test.each([1, 2, 3])('mangled records (seed %i): nothing throws, what is read is sound, and none is taken for signed', (seed) => {
  const random = randomOf(seed)
  const key = readPublicKey(signer.publicKey)
  if (typeof key === 'string') throw new Error(key)
  const texts = [own, ...PUBLISHED.map(({ text }) => text)]
  let read = 0
  for (let round = 0; round < ROUNDS; round++) {
    let text = texts[Math.floor(random() * texts.length)] ?? own
    for (let times = 1 + Math.floor(random() * 3); times > 0; times--) text = mangled(text, random)
    const record = parseOcmf(ocmfText(text) ?? text)
    if (typeof record === 'string') continue
    read++
    expect(Number.isSafeInteger(record.page.number)).toBe(true)
    for (const { at, registerWh, resolutionWh } of record.readings) {
      expect(Number.isNaN(Date.parse(at))).toBe(false)
      expect(registerWh === null || (registerWh >= 0 && Number.isFinite(registerWh))).toBe(true)
      expect(Number.isFinite(resolutionWh)).toBe(true)
    }
    // Only what is signed to the letter is signed.
    if (record.payload !== own.split('|')[1]) expect(isSignedBy(record, key)).toBe(false)
  }
  // Some are still records: otherwise only the first check would be tried.
  expect(read).toBeGreaterThan(ROUNDS / 100)
})

test.each([4, 5])('keys that are made of chance (seed %i) are refused in words', (seed) => {
  const random = randomOf(seed)
  const { publicKey } = signer
  for (let round = 0; round < 2_000; round++) {
    const text = mangled(publicKey, random)
    const key = readPublicKey(text)
    if (typeof key !== 'string') expect(key.hex).toMatch(/^[0-9A-F]{178,182}$/)
    else expect(key.length).toBeGreaterThan(10)
  }
})
