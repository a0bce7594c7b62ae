import type { Message } from '../sending/channel.ts'
import { languageOf } from '../templates/reader.ts'
import { render } from '../templates/render.ts'
import type { Language } from '../templates/text.ts'
import type { PushWords } from './channel.ts'

/** How many things a digest tells. */
const NEWS: Readonly<Record<Language, (count: number) => string>> = {
  en: (count) => `${count} news for you`,
  nl: (count) => `${count} nieuwtjes voor je`,
  de: (count) => `${count} Neuigkeiten für Sie`,
  fr: (count) => `${count} nouveautés pour vous`,
}

/** A short text in the reader's language: what happened, or of a digest how much and in a line each. */
export const wordsOf: PushWords = ({ items, contact }: Pick<Message, 'items' | 'contact'>) => {
  const reader = { locale: contact?.locale ?? null, timeZone: contact?.time_zone ?? null }
  const texts = items.map(({ kind, params }) => render(kind, reader, params))
  const [first] = texts
  if (first && texts.length === 1) return first
  return { title: NEWS[languageOf(reader.locale).language](texts.length), body: texts.map(({ title }) => title).join('\n') }
}
