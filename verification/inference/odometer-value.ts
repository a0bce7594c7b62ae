/**
 * The whole units of a display's characters. Leading zeros go. A point or comma before the last one or two digits separates tenths; before
 * exactly three digits it separates thousands. Null for no digits, or more than an odometer has.
 */
export function valueOf(text: string): number | null {
  const parts = text.split('.')
  const last = parts.at(-1) ?? ''
  const thousands = parts.length > 1 && last.length === 3
  const whole = parts.length > 1 && !thousands ? parts.slice(0, -1).join('') : parts.join('')
  return /^\d{1,7}$/.test(whole) ? Number(whole) : null
}
