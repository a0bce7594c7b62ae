import { formatOf, LOCALES } from './format.ts'
import type { Language } from './language.ts'

/** Says a number with its noun: `one` for 1 (and for 0 and 1.5 in French), `other` for the rest. */
export function plurals(of: Language) {
  const rules = new Intl.PluralRules(LOCALES[of])
  const { number } = formatOf(LOCALES[of])
  return (n: number, forms: { one: string; other: string }): string =>
    (rules.select(n) === 'one' ? forms.one : forms.other).replace('#', number(n))
}
