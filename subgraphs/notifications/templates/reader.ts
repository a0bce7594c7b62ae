import { LANGUAGES, type Language } from './text.ts'

/** Who reads a text: a BCP 47 locale and an IANA zone, as they have said; null where they have not. */
export interface Reader {
  locale: string | null
  timeZone: string | null
}

/** How a language writes numbers and days where its reader has not said a country. */
const STANDARD: Readonly<Record<Language, string>> = { en: 'en-GB', nl: 'nl-NL', de: 'de-DE', fr: 'fr-FR' }

/** The language of the texts for somebody, English where there are none in theirs, and the locale of the numbers and days in them. */
export function languageOf(locale: string | null): { language: Language; locale: string } {
  const said = parsed(locale)
  const language = LANGUAGES.find((each) => each === said?.language) ?? 'en'
  // A reader of Portuguese gets English texts, and English days in them.
  const region = said?.language === language ? said.region : undefined
  return { language, locale: region === undefined ? STANDARD[language] : `${language}-${region}` }
}

/** Zones that were asked for. There are some hundred names; what is none is not kept. */
const zones = new Set<string>()

/** True for a name that `Intl` knows: anything else would throw in the middle of a text. */
export function isZone(name: string | null | undefined): name is string {
  if (name === null || name === undefined || name === '') return false
  if (zones.has(name)) return true
  try {
    zones.add(new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone).add(name)
    return true
  } catch {
    return false
  }
}

function parsed(locale: string | null): Intl.Locale | null {
  try {
    return locale === null ? null : new Intl.Locale(locale)
  } catch {
    return null
  }
}
