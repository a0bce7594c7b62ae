import { expect, test } from 'vitest'
import { createSigner } from '../../../test/charge-point-signer.ts'
import { transparencyFile } from './transparency.ts'

const signer = createSigner()
const sign = (about: Record<string, unknown> = {}) =>
  signer.sign([{ at: new Date('2026-11-20T12:00:00Z'), registerWh: 1, reason: 'B' }], about)
const value = (text: string) => ({ text, format: 'OCMF' as const, context: 'BEGIN' as const })
const key = { id: 'key', curve: 'secp256r1', publicKey: signer.publicKey }

/** What a reader of XML makes of the signed text. */
const readBack = (file: string | null) =>
  /<signedData[^>]*>([^]*?)<\/signedData>/
    .exec(file ?? '')?.[1]
    ?.replace(/\r\n?/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#13;', '\r')
    .replaceAll('&amp;', '&')

test.each([
  ['signs of XML', sign({ ID: '</signedData><publicKey>&amp;' })],
  ['blanks and line ends', sign().replace('|{', '|{ \r\n\t')],
  ['letters of all kinds', sign({ ID: 'Zoë 充電 🔌' })],
])('a text with %s comes back to the letter', (_what, text) => {
  expect(readBack(transparencyFile([value(text)], key))).toBe(text)
})

test('the registered key stands beside each text; without one there is none', () => {
  expect(transparencyFile([value(sign()), value(sign())], key)?.match(/<publicKey encoding="hex">[0-9A-F]+</g)).toHaveLength(2)
  expect(transparencyFile([value(sign())], null)).not.toContain('publicKey')
})

test('what the software cannot read is left out', () => {
  expect(transparencyFile([{ ...value('1B1B'), format: 'OTHER' }, value('OCMF|{}|{}'), value(sign({ ID: '￾' }))], key)).toBeNull()
})
