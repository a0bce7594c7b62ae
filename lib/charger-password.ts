/** 16 to 20 bytes as OCPP 1.6 writes an AuthorizationKey. */
const HEX_KEY = /^(?:[0-9a-f]{2}){16,20}$/i

/**
 * A charger's Basic password in the form in which it is hashed and compared. A key of 16 to 20 bytes becomes hexadecimal digits: some
 * chargers send it as bytes (OCPP 1.6 security whitepaper), others as digits in either case.
 */
export function passwordText(password: string | Buffer): string {
  const bytes = Buffer.from(password)
  const text = bytes.toString()
  if (HEX_KEY.test(text)) return text.toLowerCase()
  return bytes.length >= 16 && bytes.length <= 20 ? bytes.toString('hex') : text
}
