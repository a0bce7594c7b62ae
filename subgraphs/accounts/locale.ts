import { badInput } from '#lib/errors.ts'

/** The `locale` of an input in its canonical form, e.g. nl-NL for NL-nl. */
export function canonicalLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? locale
  } catch {
    throw badInput(['input', 'locale'], 'A BCP 47 language tag, e.g. nl or en-GB.')
  }
}
