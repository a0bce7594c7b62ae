import { ConfigError } from '#lib/config.ts'
import { embeddedConfig } from '../embedded/config.ts'
import { backUp } from './backup.ts'
import { foldersOf } from './parts.ts'
import { restore } from './restore.ts'

const USAGE = `npm run backup -- FOLDER    writes the data of "npm start" to a new folder, while it runs or stands
npm run restore -- FOLDER   makes the data of "npm start" from such a folder, where there is none

EVERGRAPH_DATA says where the data is, or will be (.evergraph). A backup holds every secret of the platform: keep it as you keep those.`

const print = (line: string) => process.stdout.write(`${line}\n`)
const complain = (line: string) => process.stderr.write(`${line}\n`)

const [command, folder, ...more] = process.argv.slice(2)
const work = { backup: backUp, restore }[command ?? '']
if (!work || !folder || more.length > 0 || folder.startsWith('-')) {
  complain(USAGE)
  process.exit(64)
}
try {
  const folders = foldersOf(embeddedConfig(process.env))
  const { takenAt, files } = await work(folders, folder)
  const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0)
  const what = `${Object.keys(files).length} files, ${Math.ceil(bytes / 1e6)} MB`
  if (command === 'backup') print(`${folders.data} is backed up in ${folder}: ${what}.`)
  else print(`${folders.data} is as it was at ${takenAt}: ${what}. "npm start" goes on from there.`)
  if (process.env['S3_BUCKET']) print('The photos lie in the bucket, and are no part of the backup.')
} catch (error) {
  complain(error instanceof Error ? error.message : String(error))
  process.exit(error instanceof ConfigError ? 78 : 1)
}
