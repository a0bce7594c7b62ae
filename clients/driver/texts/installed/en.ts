export const installed = {
  newVersion: 'A new version is there.',
  load: 'Load it',
}

export type InstalledTexts = typeof installed
