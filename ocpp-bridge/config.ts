import { z } from 'zod'
import { boxConfig } from '#box/config.ts'
import { ConfigError, env, type Env } from '#lib/config.ts'
import type { Tls } from '#lib/process/server.ts'
import { bucketShape, filesSecret, withBucket, withFolder } from '#lib/storage-config.ts'
import type { StorageConfig } from '#lib/storage.ts'

export type OcppConfig = ReturnType<typeof readSettings> & {
  /** Security profiles 2 (password over TLS) and, with a client authority, 3 (client certificate). */
  tls: Tls | undefined
  /** Key and certificate of our own authority, as PEM. */
  authority: { key: string; certificate: string } | undefined
  /** Where logs of chargers are kept, and the address of `/files/` of this process; null: nowhere. */
  files: { storage: StorageConfig; url: string } | null
}

const pem = z
  .string()
  .transform((text) => text.replaceAll('\\n', '\n'))
  .refine((text) => text.startsWith('-----BEGIN '), 'must be in PEM form (line breaks may be written as \\n)')

const settings = {
  OCPP_TLS_KEY: pem.optional(),
  OCPP_TLS_CERTIFICATE: pem.optional(),
  OCPP_TLS_CLIENT_CA: pem.optional(),
  /** Our own authority: it signs the client certificates that chargers ask for, and its certificates are trusted. */
  OCPP_CA_KEY: pem.optional(),
  OCPP_CA_CERTIFICATE: pem.optional(),
  /** Reverse proxies in front. Wrong passwords are counted by the address that the outermost saw. */
  OCPP_PROXIES: z.coerce.number().int().min(0).default(0),
  /** Security profile 0: chargers that have no password. */
  OCPP_ALLOW_PROFILE_0: env.flag(false),
  /** A charger that is not registered may connect and is told Pending. If false, its connection is refused. */
  OCPP_ADMIT_UNKNOWN: env.flag(true),
  OCPP_HEARTBEAT_MS: env.milliseconds(300_000),
  /** How soon a pending charger is to boot again. */
  OCPP_PENDING_RETRY_MS: env.milliseconds(30_000),
  /** A charger that answers no ping is offline within two of these. */
  OCPP_PING_MS: env.milliseconds(30_000),
  /** How long a charger's answer to our call is waited for. */
  OCPP_CALL_TIMEOUT_MS: env.milliseconds(15_000),
  /** How long a call is tried again when a fault that passes keeps us from answering. Chargers wait 30 s and more for an answer. */
  OCPP_ANSWER_WITHIN_MS: env.milliseconds(15_000),
  /** How long a remote start waits for an offline charger to come back. */
  OCPP_OFFLINE_GRACE_MS: env.milliseconds(5_000),
  /** How long after an accepted remote start the cable is waited for. The chargers' EVConnectionTimeOut should be shorter. */
  OCPP_CONNECTION_TIMEOUT_MS: env.milliseconds(120_000),
  /** How long an ended 2.x transaction waits for missing parts. */
  OCPP_PARTS_TIMEOUT_MS: env.milliseconds(600_000),
  /**
   * How long a charger may say nothing of its transaction after a boot, or Available on the connector; then the transaction is given up.
   */
  OCPP_FORGOTTEN_AFTER_MS: env.milliseconds(300_000),
  /** A charger that has booted is asked for its settings or device model, where they are not known. */
  OCPP_ASK_AFTER_BOOT: env.flag(false),
  /** Makers whose data transfers are accepted; whoever they are of, operators can read them. */
  OCPP_KNOWN_VENDORS: z
    .string()
    .default('')
    .transform((names) =>
      names
        .toLowerCase()
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
    ),
  OCPP_SWEEP_MS: env.milliseconds(1_000),
}

const readSettings = boxConfig('ocpp', settings)

/** Where chargers upload to, and operators download from: `/files/` of the chargers' port. */
const OCPP_FILES_URL = env.url('http:', 'https:')
const inBucket = boxConfig('ocpp', { ...settings, ...bucketShape, OCPP_FILES_URL })
const inFolder = boxConfig('ocpp', { ...settings, OCPP_FILES_FOLDER: z.string(), OCPP_FILES_URL, OCPP_FILES_SECRET: filesSecret })

/** The bridge's configuration from the environment; throws ConfigError with every fault. */
export function ocppConfig(variables: Env): OcppConfig {
  const { storage, filesUrl, ...config } = withStorage(variables)
  return {
    ...config,
    tls: tlsOf(config),
    authority: authorityOf(config),
    files: storage === null ? null : { storage, url: filesUrl },
  }
}

/** Logs of chargers are kept where one of these is set. A bucket alone may be there for other boxes. */
function withStorage(variables: Env) {
  if (!variables['OCPP_FILES_URL'] && !variables['OCPP_FILES_FOLDER'])
    return { ...readSettings(variables), storage: null, filesUrl: '' }
  if (variables['S3_BUCKET']) return withBucket(inBucket(variables))
  const config = inFolder(variables)
  return { ...withFolder(config), filesUrl: config.filesUrl }
}

function tlsOf({
  tlsKey: key,
  tlsCertificate: certificate,
  tlsClientCa,
  caCertificate,
}: ReturnType<typeof readSettings>): Tls | undefined {
  const clientCa = [tlsClientCa, caCertificate].filter((pem) => pem !== undefined).join('\n') || undefined
  if (key !== undefined && certificate !== undefined) return { key, certificate, clientCa }
  if (key === undefined && certificate === undefined && tlsClientCa === undefined) return undefined
  throw new ConfigError([`${key === undefined ? 'OCPP_TLS_KEY' : 'OCPP_TLS_CERTIFICATE'} is not set, which TLS needs`])
}

function authorityOf({ caKey: key, caCertificate: certificate }: ReturnType<typeof readSettings>) {
  if (key !== undefined && certificate !== undefined) return { key, certificate }
  if (key === undefined && certificate === undefined) return undefined
  throw new ConfigError([`${key === undefined ? 'OCPP_CA_KEY' : 'OCPP_CA_CERTIFICATE'} is not set, which an authority needs`])
}
