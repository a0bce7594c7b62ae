import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root, sourceFiles } from './source-files.ts'

const readme = readFileSync(join(root, 'README.md'), 'utf8')

test('every variable that a configuration reads stands in the table', () => {
  const configs = sourceFiles().filter(({ path }) => /(^|\/)(box|config)\.ts$/.test(path) && !path.startsWith('test/'))
  const names = configs.flatMap(({ text }) =>
    [...text.matchAll(/(?:^\s+|\{ )([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+):/gm)].map(([, name = '']) => name),
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

/** What stands in backticks and is the path of a file or folder of ours: `db/relay.ts`, `relay.ts`, `verification/checks/`. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`([^`\n]+)`/g)]
    .map(([, quoted = '']) => quoted.replace(/\/$/, ''))
    .filter((quoted) => /^[\w-]+(\/\w[\w.-]*)*\.(ts|sql|sol|md|json|yaml|graphql)$|^[a-z-]+(\/\w[\w.-]*)+$/.test(quoted))

test('every path of ours that the documents name is there', () => {
  const ours = globSync('**/*', { cwd: root, exclude: ['**/node_modules', '**/.*'] }).map((path) => `/${path}`)
  const documents = ours.filter((path) => path.endsWith('.md') && !path.startsWith('/verification/models'))
  const named = documents.flatMap((path) =>
    pathsIn(readFileSync(join(root, path), 'utf8')).map((name) => ({ name, where: `${path} names ${name}` })),
  )
  expect(named.length).toBeGreaterThan(100)
  const away = named.filter(({ name }) => !ours.some((path) => path.endsWith(`/${name}`)))
  expect(away.map(({ where }) => where)).toEqual([])
})

test('every figure of the gateway stands in its README, and the other way round', () => {
  const [code, page] = ['metrics.ts', 'README.md'].map((name) => readFileSync(join(root, 'gateway', name), 'utf8'))
  const namesIn = (text = '') => [...new Set(text.match(/evergraph_gateway_\w+/g))].toSorted()
  expect(namesIn(code).length).toBeGreaterThan(10)
  expect(namesIn(page)).toEqual(namesIn(code))
})

test('every operation and field that the README names is in the graph', () => {
  const graph = readFileSync(join(root, 'gateway/schema.graphql'), 'utf8')
  const named = [...readme.matchAll(/`([a-z]+[A-Z][A-Za-z]*)`/g)].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((name) => !new RegExp(`^ +${name}\\b`, 'm').test(graph))).toEqual([])
})
