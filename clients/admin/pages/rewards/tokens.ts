const BASE_DIGITS = 18

/** Tokens as they are typed (1.5 or 1,5) in base units, 10^18 to one. What is no such number stays as it is: the platform says what is wrong with it. */
export function baseUnits(typed: string): string {
  const read = /^(\d+)(?:[.,](\d{1,18}))?$/.exec(typed.trim())
  if (!read) return typed
  const [, whole = '0', part = ''] = read
  return BigInt(whole + part.padEnd(BASE_DIGITS, '0')).toString()
}
