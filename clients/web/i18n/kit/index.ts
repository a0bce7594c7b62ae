import { createTexts } from '../texts.tsx'
import type { Kit } from './en.ts'

/** The words of the kit: what all three apps say. */
export const { TextsProvider: KitProvider, useTexts: useKit } = createTexts<Kit>({
  en: () => import('./en.ts'),
  nl: () => import('./nl.ts'),
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
})
