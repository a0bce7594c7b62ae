import { z } from 'zod'
import { boxConfig } from '#box/config.ts'
import { ConfigError, env, type Env } from '#lib/config.ts'
import { readIssuers } from './oidc/issuers-config.ts'
import { passwordFault } from './login/password.ts'

export type Config = ReturnType<typeof accountsConfig>

const settings = boxConfig('accounts', {
  /** Ed25519 key that signs access tokens. The gateway has its public half as GATEWAY_ACCESS_PUBLIC_KEY. */
  ACCOUNTS_TOKEN_PRIVATE_KEY: env.privateKey,
  /** The domain that passkeys belong to (WebAuthn's RP id), and the origins of the web clients, which are on it. */
  ACCOUNTS_RP_ID: z.hostname().default('localhost'),
  ACCOUNTS_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((origin) => origin.trim()))
    .refine((origins) => origins.every(isOrigin), 'must be origins by commas, e.g. https://app.example.org')
    .default(['http://localhost:4000']),
  /** The chains whose wallets are taken, by their ids, with the RPC that is asked what contracts there have signed. */
  ACCOUNTS_CHAINS: z
    .string()
    .transform((text) => text.split(',').map((entry) => /^ *(\d{1,15})=(\S+?) *$/.exec(entry)))
    .refine(
      (entries) => entries.every((entry) => entry !== null && env.url('http:', 'https:').safeParse(entry[2]).success),
      'must be chain ids and RPCs by commas, e.g. 1=https://rpc.example.org,137=https://polygon.example.org',
    )
    .transform((entries) => new Map(entries.map((entry) => [Number(entry?.[1]), entry?.[2] ?? ''])))
    .default(new Map<number, string>()),
  /** Secrets of second factors are encrypted with it. Without it they are lost: it belongs into the backup of secrets. */
  ACCOUNTS_SECRET_KEY: z.string().min(32, 'must be of 32 characters or more, at random'),
  /** X25519 key (PEM) that letters are sealed for. The box that sends mails has its private half. Without it no letters go out. */
  ACCOUNTS_MAIL_PUBLIC_KEY: env.publicKey.optional(),
  /** Whether links of letters are logged. Never in production: who reads the log could sign in as anybody. */
  ACCOUNTS_LOG_LINKS: env.flag(false),
  /** Where the links of letters lead: the clients' pages. */
  ACCOUNTS_LINKS_URL: env.url('http:', 'https:').default('http://127.0.0.1:4100/'),
  /** Whether addresses are registered without a letter. Then anybody can find out which ones have an account. */
  ACCOUNTS_OPEN_REGISTRATION: env.flag(false),
  /** How often letters that were asked for are written. */
  ACCOUNTS_LETTERS_MS: env.milliseconds(1_000),
  /** How long who wants to leave may come back. */
  ACCOUNTS_DELETION_GRACE_MS: env.milliseconds(14 * 24 * 3_600_000),
  /** How often is looked whether somebody can leave now, and how long the boxes have for what they know of a person. */
  ACCOUNTS_LEAVING_MS: env.milliseconds(10_000),
  ACCOUNTS_EXPORT_WAIT_MS: env.milliseconds(600_000),
  /** Issuers at which users may sign in: see `readIssuers`. */
  ACCOUNTS_ISSUERS: z.string().optional(),
  /** With ACCOUNTS_ADMIN_PASSWORD: the admin that is made at the start if there is none. */
  ACCOUNTS_ADMIN_EMAIL: z.email().optional(),
  ACCOUNTS_ADMIN_PASSWORD: z.string().optional(),
})

/** Reads the configuration of accounts. Throws a ConfigError that names every fault. */
export function accountsConfig(variables: Env) {
  const read = settings(variables)
  const strange = read.origins.filter((origin) => !isOn(new URL(origin).hostname, read.rpId))
  if (strange.length > 0) throw new ConfigError([`ACCOUNTS_ORIGINS: ${strange.join(', ')} is not on ACCOUNTS_RP_ID, ${read.rpId}`])
  return { ...read, issuers: readIssuers(read.issuers, variables), firstAdmin: firstAdmin(read.adminEmail, read.adminPassword) }
}

function firstAdmin(email: string | undefined, password: string | undefined): { email: string; password: string } | null {
  if (email === undefined && password === undefined) return null
  if (email === undefined || password === undefined)
    throw new ConfigError(['ACCOUNTS_ADMIN_EMAIL and ACCOUNTS_ADMIN_PASSWORD are set both or not at all'])
  const fault = passwordFault(password, email)
  if (fault) throw new ConfigError([`ACCOUNTS_ADMIN_PASSWORD: ${fault}`])
  return { email, password }
}

/** Passkeys are for names alone; wallets sign in at the address of this machine too. */
const isOn = (hostname: string, rpId: string): boolean =>
  `.${hostname}`.endsWith(`.${rpId}`) || (rpId === 'localhost' && hostname === '127.0.0.1')

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text
