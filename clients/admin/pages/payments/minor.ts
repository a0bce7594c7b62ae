/** An amount as it is typed (3.50 or 3,50) in minor units of a currency with so many decimals. Null: it is none. */
export function minorUnits(typed: string, digits: number): number | null {
  const read = /^(\d+)(?:[.,](\d+))?$/.exec(typed.trim())
  if (!read) return null
  const [, whole = '0', part = ''] = read
  return part.length > digits ? null : Number(whole + part.padEnd(digits, '0'))
}
