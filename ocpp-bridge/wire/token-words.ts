import type { IdTokenType, OcppVersion } from '#lib/events.ts'

/** 2.0.1's IdTokenEnumType. Most readers tell uids of ISO 14443, so that is what a card of either kind is taken for. */
const WORDS: Readonly<Partial<Record<IdTokenType, string>>> = {
  RFID: 'ISO14443',
  ISO14443: 'ISO14443',
  ISO15693: 'ISO15693',
  EMAID: 'eMAID',
  KEY_CODE: 'KeyCode',
  LOCAL: 'Local',
  MAC_ADDRESS: 'MacAddress',
}
/** What 2.1 has besides (appendix, IdTokenEnumStringType). */
const WORDS_OF_21: Readonly<Partial<Record<IdTokenType, string>>> = {
  EVCCID: 'EVCCID',
  DIRECT_PAYMENT: 'DirectPayment',
  VIN: 'VIN',
}

/** An identity in the words of 2.x. What has no word there is one of the central system. */
export const tokenInWords = (version: OcppVersion, value: string, type: IdTokenType) => ({
  idToken: value,
  type: WORDS[type] ?? (version === '2.1' ? WORDS_OF_21[type] : undefined) ?? 'Central',
})
