import { createPrivateKey } from 'node:crypto'
import type { Config } from '../config.ts'
import type { Mailing } from './channel.ts'
import { openFolder, openSmtp, smtpOptions } from './transport.ts'

/** What sends mails: the server, else the folder. Null: neither is set. */
export function openMailing(config: Config, stack: AsyncDisposableStack): Mailing | null {
  const { smtpUrl, mailFolder, mailPrivateKey, linkSecret } = config
  // The configuration holds that these two are there where mails are.
  if (mailPrivateKey === undefined || linkSecret === undefined) return null
  const transport =
    smtpUrl !== undefined ? openSmtp(smtpOptions(smtpUrl)) : mailFolder !== undefined ? openFolder(mailFolder) : null
  if (transport === null) return null
  stack.use(transport)
  return { transport, privateKey: createPrivateKey(mailPrivateKey), linkSecret, config }
}
