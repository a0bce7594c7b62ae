import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sourceFiles } from '../../test/source-files.ts'

const page = readFileSync(new URL('README.md', import.meta.url), 'utf8')

test('the page says what each reason of a delivery means', () => {
  const code = sourceFiles().filter(
    ({ path }) => /^subgraphs\/notifications\/(sending|mail|push|sms)\//.test(path) && !/\.(test|fixture)\.ts$/.test(path),
  )
  const literals = code.flatMap(({ text }) => [...text.matchAll(/reason: ((?:'[A-Z_]+'(?: \| )?)+)|export type Reason = (.+)/g)])
  const reasons = new Set(literals.flatMap(([all]) => [...all.matchAll(/'([A-Z_]+)'/g)].map(([, name = '']) => name)))
  expect(reasons.size).toBeGreaterThan(15)
  expect([...reasons].filter((name) => !page.includes(`\`${name}\``))).toEqual([])
})

test('the page has an example for every variable of a channel', () => {
  const settings = ['config.ts', 'push/settings.ts', 'sms/settings.ts'].map((name) =>
    readFileSync(new URL(name, import.meta.url), 'utf8'),
  )
  const names = settings.flatMap((text) => [...text.matchAll(/^ {2}(NOTIFICATIONS_[A-Z_]+):/gm)].map(([, name = '']) => name))
  // Where a counterpart listens, in tests; and how often is looked.
  const others = /_(FCM|APNS|APNS_SANDBOX|TWILIO)_URL$|_SWEEP_MS$|_PUSH_HOSTS$/
  expect(names.length).toBeGreaterThan(15)
  expect(names.filter((name) => !others.test(name) && !page.includes(`\`${name}`))).toEqual([])
})
