export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value of a JSON text; undefined if it is none, or has more levels. A reading's value (RV) stays text: its decimals count. */
export function readJson(text: string, depth: number): unknown {
  if (deeper(text, depth)) return undefined
  try {
    return JSON.parse(text, keepDecimals)
  } catch {
    return undefined
  }
}

/** `source` is how the number is written (ECMAScript's JSON.parse source text access). */
const keepDecimals = (key: string, value: unknown, context?: { source?: string }): unknown =>
  key === 'RV' && typeof value === 'number' ? (context?.source ?? String(value)) : value

function deeper(text: string, most: number): boolean {
  let [level, quoted] = [0, false]
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]
    if (quoted) {
      if (sign === '\\') i++
      else if (sign === '"') quoted = false
    } else if (sign === '"') quoted = true
    else if (sign === '{' || sign === '[') {
      if (++level > most) return true
    } else if (sign === '}' || sign === ']') level--
  }
  return false
}

const LONGEST = 255

/** A text of a record, without blanks at its ends; null if it is none, empty, or longer than any serial or name. */
export function shortText(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > LONGEST || value.includes('\0')) return null
  return value.trim() || null
}
