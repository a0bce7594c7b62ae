import type { InstalledTexts } from './en.ts'

export const installed: InstalledTexts = {
  newVersion: 'Es gibt eine neue Version.',
  load: 'Laden',
}
