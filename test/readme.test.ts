import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root, sourceFiles } from './source-files.ts'

const readme = readFileSync(join(root, 'README.md'), 'utf8')

test('every variable that a configuration reads stands in the table', () => {
  const configs = sourceFiles().filter(({ path }) => /(^|\/)config\.ts$/.test(path) && !path.startsWith('test/'))
  const names = configs.flatMap(({ text }) =>
    [...text.matchAll(/^\s+([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+):/gm)].map(([, name = '']) => name),
  )
  expect(names.length).toBeGreaterThan(30)
  expect([...new Set(names)].filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
})

test('every script of package.json that the README names is there, and the other way round', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
  const own = Object.keys(scripts).filter((name) => !name.startsWith('pre') && !['format', 'schema'].includes(name))
  const named = [...readme.matchAll(/npm run ([a-z]+)|npm (start|test)\b/g)].map(([, script, short]) => script ?? short)
  expect([...new Set(named)].toSorted()).toEqual(own.toSorted())
})
