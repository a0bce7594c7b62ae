import { createTexts } from '../../web/i18n/texts.tsx'
import type { FirstTexts } from './first/en.ts'

/** For the first page and what is around all pages. Other pages take `useTexts` of `index.ts`, which has these words too. */
export const {
  TextsProvider,
  useTexts: useFirstTexts,
  more,
} = createTexts<FirstTexts>({
  en: () => import('./first/en.ts'),
  nl: () => import('./first/nl.ts'),
  de: () => import('./first/de.ts'),
  fr: () => import('./first/fr.ts'),
})
