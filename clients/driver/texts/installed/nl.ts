import type { InstalledTexts } from './en.ts'

export const installed: InstalledTexts = {
  newVersion: 'Er is een nieuwe versie.',
  load: 'Laden',
}
