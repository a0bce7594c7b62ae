import { createTexts } from '../../web/i18n/texts.tsx'
import type { Texts } from './en.ts'

export const { TextsProvider, useTexts } = createTexts<Texts>({
  en: () => import('./en.ts'),
  nl: () => import('./nl.ts'),
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
})
