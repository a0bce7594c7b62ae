import { createPrivateKey } from 'node:crypto'
import { expect } from 'vitest'
import { openLetter, type Letter, type newMailKeys } from '#lib/mail/letter.ts'
import { until } from '../../../test/until.ts'
import type { TestAccounts } from '../accounts.fixture.ts'

type Letters =
  | 'accounts.password-reset.requested'
  | 'accounts.email-verification.requested'
  | 'accounts.email-change.requested'
  | 'accounts.login.opened-on-new-device'
  | 'accounts.payout-notice.requested'

/** Letters that were written to an address, opened as the sender of mails would, once none is left to write. */
export async function lettersTo(accounts: TestAccounts, mail: ReturnType<typeof newMailKeys>, name: Letters, to: string) {
  await until(async () => (await accounts.sql('SELECT 1 FROM letter_request')).length === 0)
  const opened: Letter[] = []
  for (const { letter } of await accounts.said(name))
    if (letter !== null) opened.push(await openLetter(createPrivateKey(mail.privateKey), letter))
  return opened.filter((letter) => letter.to === to)
}

/** The token in the link of a letter. */
export const tokenOf = (letter: Letter | undefined): string =>
  /#token=(.+)$/.exec(letter?.link ?? '')?.[1] ?? expect.fail('no link')
