/** 16 to 20 bytes as OCPP 1.6 writes an AuthorizationKey. */
const HEX_KEY = /^(?:[0-9a-f]{2}){16,20}$/i

/**
 * A charger's Basic password in the one form in which it is hashed and compared: a key of 16 to 20 bytes is its hexadecimal digits.
 * Some chargers send such a key as its bytes (OCPP 1.6 security whitepaper), others as the digits in either case; all mean the same.
 */
export function passwordText(password: string | Buffer): string {
  const bytes = Buffer.from(password)
  const text = bytes.toString()
  if (HEX_KEY.test(text)) return text.toLowerCase()
  return bytes.length >= 16 && bytes.length <= 20 ? bytes.toString('hex') : text
}
