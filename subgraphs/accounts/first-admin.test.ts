import { expect, test } from 'vitest'
import { createLocalBus } from '#lib/bus-local.ts'
import { newKeyPair } from '#lib/auth.ts'
import { createLog } from '#lib/log.ts'
import { testDatabase } from '../../test/postgres.ts'
import { box } from './box.ts'

test('while there is no administrator, each start says how to make one; then none does', async () => {
  await using database = await testDatabase('accounts')
  const said = async (more: Record<string, string> = {}): Promise<string> => {
    const lines: string[] = []
    const log = createLog('accounts', { destination: { write: (line) => void lines.push(line) } })
    const variables = {
      DATABASE_URL: database.url,
      CALLER_PUBLIC_KEY: newKeyPair().publicKey,
      ACCOUNTS_TOKEN_PRIVATE_KEY: newKeyPair().privateKey,
      ACCOUNTS_SECRET_KEY: 'x'.repeat(32),
    }
    await using bus = createLocalBus()
    await using _app = await box.open({ config: box.config({ ...variables, ...more }), bus, log })
    return lines.join('')
  }
  const advice = /there is no administrator.*ACCOUNTS_ADMIN_EMAIL and ACCOUNTS_ADMIN_PASSWORD/
  expect(await said()).toMatch(advice)
  const admin = { ACCOUNTS_ADMIN_EMAIL: 'admin@evergraph.test', ACCOUNTS_ADMIN_PASSWORD: 'correct-horse-battery' }
  expect(await said(admin)).not.toMatch(advice)
  expect(await said()).not.toMatch(advice)
})
