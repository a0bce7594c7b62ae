import type { InstalledTexts } from './en.ts'

export const installed: InstalledTexts = {
  newVersion: 'Une nouvelle version est disponible.',
  load: 'La charger',
}
