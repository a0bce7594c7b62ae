import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './source-files.ts'

interface Package {
  dev?: boolean
  license?: string
}

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const FREE = new Set([
  'MIT',
  'Apache-2.0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'MIT-0',
  'Python-2.0',
])
/** Packages that tell their licence in a file alone: these are MIT. */
const UNTOLD = new Set(['png-js', 'precond'])

/** One of several that may be chosen must be free, and all of several that hold together. */
const isFree = (licence: string): boolean =>
  licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => FREE.has(one)))

test('what the platform runs on is free in the way CONTRIBUTING promises, and NOTICE names what is not', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Package> }
  const others = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, { license }]) => ({ name: path.split('node_modules/').at(-1) ?? '', licence: license ?? '' }))
    .filter(({ name, licence }) => !isFree(licence) && !UNTOLD.has(name))
  const notice = read('NOTICE')
  for (const { name, licence } of others) {
    // sharp brings libvips as one package a platform.
    const named = name.startsWith('@img/sharp-') ? 'libvips' : name
    expect(notice, `${name} is under ${licence}`).toContain(named)
  }
  expect(others.map(({ name }) => name)).toContain('@apollo/gateway')
})
