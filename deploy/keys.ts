import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { newKeyPair } from '#lib/auth.ts'
import { newMailKeys } from '#lib/mail/letter.ts'
import { SCHEMAS } from '#db/schemas.ts'
import { newChainKeys } from '../contracts/keys.ts'
import { newVapidKey } from '../subgraphs/notifications/push/vapid.ts'

/**
 * `node deploy/keys.ts FILE` makes the environment file of a deployment, with fresh passwords and keys, and blanks for what only you know.
 */
const [file] = process.argv.slice(2)
if (!file) {
  process.stderr.write('Usage: npx node deploy/keys.ts FILE\n')
  process.exit(64)
}
const line = (pem: string): string => pem.trim().replaceAll('\n', '\\n')
// Letters, digits, - and _: they need no escape in a URL.
const password = (): string => randomBytes(24).toString('base64url')
const [token, caller, chain, mail] = [newKeyPair(), newKeyPair(), newChainKeys(), newMailKeys()]
const [admin, redis] = [password(), password()]

const made = {
  DATABASE_HOST: '127.0.0.1:5432',
  DATABASE_ADMIN_PASSWORD: admin,
  DATABASE_ADMIN_URL: `postgres://evergraph_admin:${admin}@127.0.0.1:5432/evergraph`,
  ...Object.fromEntries(SCHEMAS.map((schema) => [`DATABASE_PASSWORD_${schema.toUpperCase()}`, password()])),
  REDIS_PASSWORD: redis,
  REDIS_URL: `redis://:${redis}@127.0.0.1:6379`,
  ACCOUNTS_TOKEN_PRIVATE_KEY: line(token.privateKey),
  PARTNERS_SECRET_KEY: password(),
  ACCOUNTS_SECRET_KEY: password(),
  ACCOUNTS_MAIL_PUBLIC_KEY: line(mail.publicKey),
  NOTIFICATIONS_MAIL_PRIVATE_KEY: line(mail.privateKey),
  NOTIFICATIONS_LINK_SECRET: password(),
  GATEWAY_ACCESS_PUBLIC_KEY: line(token.publicKey),
  GATEWAY_CALLER_PRIVATE_KEY: line(caller.privateKey),
  CALLER_PUBLIC_KEY: line(caller.publicKey),
  REWARDS_CHAIN_PRIVATE_KEY: chain.settlerKey,
  REWARDS_CUSTODY_XPUB: chain.custodyXpub,
  VERIFICATION_FILES_SECRET: password(),
  PAYMENTS_LINK_SECRET: password(),
  NOTIFICATIONS_VAPID_PRIVATE_KEY: newVapidKey(),
  NOTIFICATIONS_PHONE_KEY: password(),
  ACCOUNTS_ADMIN_PASSWORD: password(),
}
const yours = {
  'The first administrator': ['ACCOUNTS_ADMIN_EMAIL'],
  'The chain, and the contracts on it': [
    'REWARDS_CHAIN_URL',
    'REWARDS_CHAIN_ID',
    'REWARDS_DISTRIBUTOR_ADDRESS',
    'REWARDS_TOKEN_ADDRESS',
  ],
  'Photos in a bucket of any S3; leave it blank for a folder': [
    'S3_BUCKET',
    'S3_REGION',
    'S3_ENDPOINT',
    'S3_ACCESS_KEY_ID',
    'S3_SECRET_ACCESS_KEY',
  ],
  'Where /hooks/ and /documents/ of payments are reached from outside, and the clients’ page':
    'PAYMENTS_PUBLIC_URL PAYMENTS_RETURN_URL'.split(' '),
  'Who writes invoices in the names of operators': ['PAYMENTS_PLATFORM_NAME'],
  'Stripe; leave it blank to have none': 'PAYMENTS_STRIPE_KEY PAYMENTS_STRIPE_PUBLISHABLE_KEY PAYMENTS_STRIPE_HOOK_SECRETS'.split(
    ' ',
  ),
  'PayPal; leave it blank to have none. The URL only for a sandbox':
    'PAYMENTS_PAYPAL_CLIENT_ID PAYMENTS_PAYPAL_SECRET PAYMENTS_PAYPAL_HOOK_ID PAYMENTS_PAYPAL_URL'.split(' '),
  'Whom browsers’ push services write to, e.g. mailto:push@example.org; without it browsers get no pushes': [
    'NOTIFICATIONS_VAPID_SUBJECT',
  ],
  'Firebase, the service account as one line of JSON; leave it blank to have none': ['NOTIFICATIONS_FCM_ACCOUNT'],
  'Apple’s pushes; leave it blank to have none':
    'NOTIFICATIONS_APNS_KEY NOTIFICATIONS_APNS_KEY_ID NOTIFICATIONS_APNS_TEAM NOTIFICATIONS_APNS_TOPICS'.split(' '),
  'SMS by Twilio; leave it blank to have none':
    'NOTIFICATIONS_TWILIO_ACCOUNT NOTIFICATIONS_TWILIO_TOKEN NOTIFICATIONS_TWILIO_FROM'.split(' '),
  'The mail server, e.g. smtp://user:password@mail.example.org:587; leave it blank to send no mails':
    'NOTIFICATIONS_SMTP_URL NOTIFICATIONS_MAIL_FROM NOTIFICATIONS_BOUNCE_SECRETS'.split(' '),
  'Where /unsubscribe/, /bounces/ and /sms/ of notifications are reached from outside, and the clients’ page':
    'NOTIFICATIONS_PUBLIC_URL NOTIFICATIONS_CLIENT_URL'.split(' '),
  'true: addresses are registered without a letter. Needed while no mails are sent': ['ACCOUNTS_OPEN_REGISTRATION'],
  'Where chargers reach /files/ of the bridge to upload their logs; leave it blank to have none': ['OCPP_FILES_URL'],
}
// In single quotes the shell, Docker Compose and Node's --env-file read the same.
const text = [
  ...Object.entries(made).map(([name, value]) => `${name}='${value}'`),
  ...Object.entries(yours).flatMap(([what, names]) => ['', `# ${what}`, ...names.map((name) => `${name}=''`)]),
]
try {
  writeFileSync(file, `${text.join('\n')}\n`, { flag: 'wx', mode: 0o600 })
} catch (error) {
  process.stderr.write(
    `${file} cannot be written (${String(error)}). A file that is there is never replaced: its keys may be in use.\n`,
  )
  process.exit(1)
}
process.stdout.write(`${file} is written. Fill in its blanks.

The settler's address, which pays for batches (DEPLOY_SETTLER): ${chain.settlerAddress}
The phrase of the payout addresses; write it down, it is kept nowhere:
${chain.custodyPhrase}
`)
