import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const web = join(import.meta.dirname, '..')
const filesIn = (folder: string) => readdirSync(join(web, folder)).filter((file) => file.endsWith('.tsx'))

test('every piece of the kit and every chart is in the kitchen', () => {
  const shelves = filesIn('kitchen').map((file) => readFileSync(join(web, 'kitchen', file), 'utf8'))
  const missing = ['ui', 'chart'].flatMap((folder) =>
    filesIn(folder)
      .map((file) => `'../${folder}/${file}'`)
      .filter((path) => !shelves.some((text) => text.includes(path))),
  )
  expect(missing).toEqual([])
})
