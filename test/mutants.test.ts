import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mutants } from './mutants/all.ts'
import { root } from './source-files.ts'

test('each mutant has a name of its own', () => {
  const names = mutants.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})

test.each(mutants)('the mutant $name stands once in $file, and its tests are there', ({ file, before, after, red }) => {
  expect(readFileSync(join(root, file), 'utf8').split(before)).toHaveLength(2)
  expect(after).not.toBe(before)
  expect(red.filter((path) => !existsSync(join(root, path)))).toEqual([])
  expect(red.length).toBeGreaterThan(0)
})
