import { join, resolve } from 'node:path'
import type { EmbeddedConfig } from '../embedded/config.ts'

/** What an embedded platform keeps, by its name in the data folder and in a backup. */
export const PARTS = {
  secrets: 'secrets.json',
  contracts: 'contracts.json',
  postgres: 'postgres',
  photos: 'photos',
  chain: 'chain',
} as const

export interface Folders {
  data: string
  /** Photos may be kept elsewhere. */
  photos: string
}

export function foldersOf({ folder, rest }: EmbeddedConfig): Folders {
  return { data: resolve(folder), photos: resolve(rest['VERIFICATION_FILES_FOLDER'] || join(folder, PARTS.photos)) }
}
