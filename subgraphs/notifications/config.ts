import { createPrivateKey } from 'node:crypto'
import { z } from 'zod'
import { boxConfig } from '#box/config.ts'
import { ConfigError, env, type Env } from '#lib/config.ts'
import { pushFaults, pushSettings } from './push/settings.ts'
import { smsFaults, smsSettings } from './sms/settings.ts'

export type Config = ReturnType<typeof notificationsConfig>

const settings = boxConfig('notifications', {
  /** How often is looked for what is due. What is told just now is sent at once, by the commit. */
  NOTIFICATIONS_SWEEP_MS: env.milliseconds(1_000),
  /** The mail server, with user and password: smtp://user:password@host:587, or smtps:// where it speaks TLS from the first byte. */
  NOTIFICATIONS_SMTP_URL: env.url('smtp:', 'smtps:').optional(),
  /** Without a server, mails are written to this folder as files. Neither: no mails. */
  NOTIFICATIONS_MAIL_FOLDER: z.string().min(1).optional(),
  /** Who mails are from. */
  NOTIFICATIONS_MAIL_FROM: z
    .string()
    .regex(/^([^<>"\r\n]{1,100} )?<?[^\s<>@"]+@[^\s<>@"]+>?$/, 'must be an address, e.g. Evergraph <mail@example.org>')
    .default('Evergraph <mail@localhost>'),
  /** X25519 key (PEM) that opens letters and addresses: the private half of ACCOUNTS_MAIL_PUBLIC_KEY. */
  NOTIFICATIONS_MAIL_PRIVATE_KEY: env.privateKey.optional(),
  /** Signs the links that stop mails, and the ids of mails. */
  NOTIFICATIONS_LINK_SECRET: z.string().min(32, 'must be of 32 characters or more, at random').optional(),
  /** Where links that stop mails, and the mail server's bounces, reach this box from outside. */
  NOTIFICATIONS_PUBLIC_URL: env.url('http:', 'https:').default('http://127.0.0.1:4015/'),
  /** The clients' pages, where the buttons of mails lead. */
  NOTIFICATIONS_CLIENT_URL: env.url('http:', 'https:').default('http://127.0.0.1:4100/'),
  /** Secrets that bounces are signed with, by commas: two while one replaces the other. Without one none are taken. */
  NOTIFICATIONS_BOUNCE_SECRETS: z
    .string()
    .transform((text) => text.split(',').map((secret) => secret.trim()))
    .refine((each) => each.every((secret) => secret.length >= 24), 'must be secrets of 24 characters or more, by commas')
    .default([]),
  ...pushSettings,
  ...smsSettings,
})

/** Reads the configuration of notifications. Throws a ConfigError that names every fault. */
export function notificationsConfig(variables: Env) {
  const read = settings(variables)
  const { smtpUrl, mailFolder, mailPrivateKey, linkSecret, mailFrom } = read
  const mails = smtpUrl ?? mailFolder
  const faults = [
    ...pushFaults(read),
    ...smsFaults(read),
    ...(mails !== undefined && mailPrivateKey === undefined
      ? [
          'NOTIFICATIONS_MAIL_PRIVATE_KEY is not set, and without it no address can be read: it is the private half of ACCOUNTS_MAIL_PUBLIC_KEY',
        ]
      : []),
    ...(mails !== undefined && linkSecret === undefined
      ? ['NOTIFICATIONS_LINK_SECRET is not set, and mails must have a link that stops them']
      : []),
    ...(smtpUrl !== undefined && mailFrom.includes('@localhost')
      ? ['NOTIFICATIONS_MAIL_FROM is not set, and no server takes mails from localhost']
      : []),
    ...(mailPrivateKey !== undefined && !isX25519(mailPrivateKey)
      ? ['NOTIFICATIONS_MAIL_PRIVATE_KEY: must be an X25519 key, as deploy/keys.ts makes it']
      : []),
  ]
  if (faults.length > 0) throw new ConfigError(faults)
  return read
}

function isX25519(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'x25519'
  } catch {
    return false
  }
}
