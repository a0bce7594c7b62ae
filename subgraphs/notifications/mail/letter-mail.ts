import type { Letter } from '#lib/mail/letter.ts'
import type { Kind } from '../kinds.ts'
import type { Params } from '../tables.ts'
import { languageOf } from '../templates/reader.ts'
import { fill, render } from '../templates/render.ts'
import { clean } from '../templates/values.ts'
import { FRAMES } from './frame.ts'
import { GOOD_FOR, LETTERS, type LinkPurpose } from './letter-texts.ts'
import { AUTOMATIC, composed, type Written } from './write.ts'

/** What a letter is for: one with a link that does something, or the news of something. */
export type LetterPurpose = LinkPurpose | Extract<Kind, 'NEW_SIGN_IN' | 'PAYOUT_ACCOUNT_CHANGED'>

/** Writes a letter, whose link has been opened just now. */
export function writeLetter(
  { purpose, params, forMs, timeZone }: { purpose: LetterPurpose; params: Params; forMs: number; timeZone: string | null },
  { name, locale, link }: Letter,
): Written {
  const { language } = languageOf(locale)
  const frame = FRAMES[language]
  const news = purpose === 'NEW_SIGN_IN' || purpose === 'PAYOUT_ACCOUNT_CHANGED'
  const { title, body, action } = news ? render(purpose, { locale, timeZone }, params) : LETTERS[language][purpose]
  const minutes = Math.max(1, Math.floor(forMs / 60_000))
  const goodFor = () =>
    fill(language, 'GOOD_FOR', GOOD_FOR[language], { hours: minutes < 120 ? 0 : Math.floor(minutes / 60), minutes })
  return {
    ...composed(
      language,
      title,
      [
        { text: frame.greeting(name === null ? null : clean(name)) },
        { text: body },
        ...(link === null ? [] : [{ link: { label: action, url: link } }]),
        ...(link === null || news || purpose === 'CHANGE_TAKEN' ? [] : [{ text: goodFor() }]),
      ],
      [{ text: frame.always }],
    ),
    headers: { ...AUTOMATIC, 'Feedback-ID': 'SECURITY:evergraph' },
  }
}
