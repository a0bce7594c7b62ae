import { sealLetter, type Letter } from '#lib/mail/letter.ts'
import type { Services } from '../context.ts'

/** What the links of the clients' pages are called. */
const PAGES = {
  REGISTRATION: 'register',
  VERIFICATION: 'verify-email',
  RESET: 'reset-password',
  EMAIL_CHANGE: 'change-email',
  EMAIL_UNDO: 'undo-email-change',
  NEW_DEVICE: 'devices',
  PAYOUT_ACCOUNT: 'payouts',
} as const

/** The link of a letter. Its token is behind the #: no server on its way is sent that. */
export const linkTo = ({ config }: Pick<Services, 'config'>, page: keyof typeof PAGES, token?: string): string =>
  new URL(PAGES[page] + (token === undefined ? '' : `#token=${token}`), config.linksUrl).href

/** A letter as it goes to the box that sends mails; null where there is none. */
export async function sealed(
  { config, log }: Pick<Services, 'config' | 'log'>,
  purpose: string,
  letter: Letter,
): Promise<string | null> {
  // Whatever is logged otherwise: where this is wanted, there is no other way to the link.
  if (config.logLinks) log.child({}, { level: 'info' }).info({ purpose, link: letter.link }, 'a letter')
  return config.mailPublicKey === undefined ? null : sealLetter(config.mailPublicKey, letter)
}
