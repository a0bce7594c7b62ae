/** What a call says, as Stripe's forms have it: `metadata[operation]=…`, `expand[0]=…`, `card[number]=…`. Every leaf is a string. */
export type Form = { [name: string]: string | Form | undefined }

export function parseForm(text: string): Form {
  const form: Form = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.split(/\[|\]\[?/).filter((part) => part !== '')
    const last = path.pop()
    if (last === undefined || path.includes('__proto__') || last === '__proto__') continue
    let at = form
    for (const part of path) {
      const inner = at[part]
      at = typeof inner === 'object' ? inner : ((at[part] = {}) satisfies Form)
    }
    at[last] = value
  }
  return form
}

export const text = (value: Form[string]): string | null => (typeof value === 'string' && value !== '' ? value : null)
export const truth = (value: Form[string]): boolean => value === 'true'

/** A part of it by itself: `metadata`, or a list, whose keys are 0, 1, … */
export const part = (value: Form[string]): Form => (typeof value === 'object' ? value : {})
export const listed = (value: Form[string]): string[] =>
  Object.values(part(value)).filter((each): each is string => typeof each === 'string')

export const metadataOf = (value: Form[string]): Record<string, string> =>
  Object.fromEntries(Object.entries(part(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
