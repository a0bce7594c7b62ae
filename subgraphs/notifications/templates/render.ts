import { IntlMessageFormat } from 'intl-messageformat'
import type { Kind } from '../kinds.ts'
import type { Params } from '../tables.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import { nl } from './nl.ts'
import { languageOf, type Reader } from './reader.ts'
import type { Language, Text, Texts } from './text.ts'
import { valuesOf } from './values.ts'

export const TEXTS: Readonly<Record<Language, Texts>> = { en, nl, de, fr }

/** What somebody is told, in words. Plain text: whoever writes HTML escapes it. */
export interface Rendered extends Text {
  /** The language of the words. */
  language: Language
}

/**
 * The words for something that was kept in an inbox. Where a text cannot be filled, because an older version has kept less, it says that there
 * is news: one old line must not keep somebody from their inbox.
 */
export function render(kind: Kind, reader: Reader, params: Params): Rendered {
  try {
    return renderStrictly(kind, reader, params)
  } catch {
    const { language } = languageOf(reader.locale)
    return { ...GENERIC[language], language }
  }
}

/** The same; throws where a text names what `params` lack. */
export function renderStrictly(kind: Kind, reader: Reader, params: Params): Rendered {
  const { language, locale } = languageOf(reader.locale)
  const values = valuesOf(params, locale, reader.timeZone)
  const part = (name: keyof Text) => fill(language, `${kind} ${name}`, TEXTS[language][kind][name], values)
  return { title: part('title'), body: part('body'), action: part('action'), language }
}

const parsed = new Map<string, IntlMessageFormat>()

/** Fills one message. `key` names it among those of all languages. */
export function fill(language: Language, key: string, text: string, values: Record<string, string | number>): string {
  const name = `${language} ${key}`
  let message = parsed.get(name)
  if (!message) {
    message = new IntlMessageFormat(text, language, undefined, { ignoreTag: true })
    parsed.set(name, message)
  }
  // There are no tags, so that it is one text.
  return String(message.format(values)).trim()
}

const GENERIC: Readonly<Record<Language, Text>> = {
  en: { title: 'There is news for you', body: 'Open the app to read it.', action: 'Open the app' },
  nl: { title: 'Er is nieuws voor je', body: 'Open de app om het te lezen.', action: 'Open de app' },
  de: { title: 'Es gibt Neues für Sie', body: 'Öffnen Sie die App, um es zu lesen.', action: 'App öffnen' },
  fr: { title: 'Il y a du nouveau pour vous', body: 'Ouvrez l’application pour le lire.', action: 'Ouvrir l’application' },
}
