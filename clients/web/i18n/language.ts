import { createStore } from '../store.ts'

/** English first: it is the type of the others, and what is shown to those who read none of them. */
export const LANGUAGES = ['en', 'nl', 'de', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** Each in its own words. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', nl: 'Nederlands', de: 'Deutsch', fr: 'Français' }

const KEY = 'evergraph.language'

const isLanguage = (text: string | null | undefined): text is Language => LANGUAGES.some((language) => language === text)

/** What was chosen here; else the first that the browser's reader knows. */
function preferred(): Language {
  const chosen = localStorage.getItem(KEY)
  if (isLanguage(chosen)) return chosen
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en'
}

export const language = createStore<Language>(preferred())

export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(KEY, chosen)
  language.set(chosen)
}
