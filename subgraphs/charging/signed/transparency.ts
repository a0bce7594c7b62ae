import type { SignedMeterValue } from '#lib/events.ts'
import { parseOcmf } from '#lib/ocmf/record.ts'
import type { Judgement } from './judgement.ts'

const CONTEXTS = { BEGIN: 'Transaction.Begin', END: 'Transaction.End', OTHER: 'Transaction.Update' } as const

/**
 * The signed values of a session as a file for the transparency software (SAFE e.V.), which checks them without us. The key is the
 * registered one; without one, whoever checks must have it from the meter's label. Null: there is nothing that it can read.
 */
export function transparencyFile(
  values: readonly Pick<SignedMeterValue, 'text' | 'format' | 'context'>[],
  key: Judgement['key'],
): string | null {
  const readable = values.filter(({ text, format }) => format === 'OCMF' && typeof parseOcmf(text) !== 'string' && isXml(text))
  if (readable.length === 0) return null
  const publicKey = key === null ? '' : `<publicKey encoding="hex">${key.publicKey}</publicKey>`
  const entries = readable.map(
    ({ text, context }) =>
      `  <value transactionId="1" context="${CONTEXTS[context]}"><signedData format="OCMF" encoding="plain">${escaped(text)}</signedData>${publicKey}</value>`,
  )
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<values>', ...entries, '</values>', ''].join('\n')
}

/** What is signed is signed to the letter. A reader of XML makes other line ends of CR, so it stands as a reference. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')

/** XML 1.0 has no other control characters than these, and not the last two of the first plane. */
const isXml = (text: string): boolean => /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u.test(text)
