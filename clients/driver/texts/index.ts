import type { Texts } from './en.ts'
import { more } from './first.ts'

/** The words of all pages. They are loaded with the page that imports this file, and that page is shown when they are there. */
export const useTexts = await more<Texts>({
  en: () => import('./en.ts'),
  nl: () => import('./nl.ts'),
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
})
