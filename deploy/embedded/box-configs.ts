import { createHmac } from 'node:crypto'
import { resolve } from 'node:path'
import type { Box } from '#box/definition.ts'
import { roleUrl } from '#db/schemas.ts'
import type { BoxName } from '#lib/boxes.ts'
import { readConfigs, type Env } from '#lib/config.ts'
import { localKeys, type LocalDeployment } from '../../contracts/local.ts'
import { gatewayConfig } from '../../gateway/config.ts'
import type { EmbeddedConfig } from './config.ts'
import type { Secrets } from './secrets.ts'

export interface Servers {
  databaseUrl: string
  chainUrl: string
  contracts: LocalDeployment
}

/** Well-formed stand-ins for what only exists once the servers run. */
export const PLACEHOLDERS: Servers = {
  databaseUrl: 'postgres://127.0.0.1/evergraph',
  chainUrl: 'http://127.0.0.1',
  contracts: { token: `0x${'0'.repeat(40)}`, distributor: `0x${'0'.repeat(40)}`, ...localKeys('0'.repeat(32)) },
}

export const filesUrl = (host: string, port: number, protocol: 'http' | 'https' = 'http'): string =>
  `${protocol}://${host.includes(':') ? `[${host}]` : host}:${port}/files/`

/** What the gateway and each box would read from their environments if they ran alone. Throws the faults of all together. */
export function configsOf(boxes: readonly Box[], config: EmbeddedConfig, secrets: Secrets, servers: Servers) {
  const common = { ...config.rest, HOST: config.host, LOG_LEVEL: config.logLevel, CALLER_PUBLIC_KEY: secrets.caller.publicKey }
  const { before, after } = ownVariables(config, secrets, servers)
  const variablesOf = (name: BoxName): Env => ({
    ...before[name],
    ...common,
    DATABASE_URL: roleUrl(servers.databaseUrl, name, secrets.database[name]),
    ...after[name],
  })
  const { gateway, ...own } = readConfigs({
    gateway: () =>
      gatewayConfig({
        ...common,
        GATEWAY_PORT: String(config.graphPort),
        GATEWAY_CALLER_PRIVATE_KEY: secrets.caller.privateKey,
        GATEWAY_ACCESS_PUBLIC_KEY: secrets.token.publicKey,
      }),
    ...Object.fromEntries(boxes.map((box) => [box.name, () => box.config(variablesOf(box.name))])),
  })
  return { gateway, boxes: own as Record<BoxName, ReturnType<Box['config']>> }
}

/** Variables of single boxes. The environment may replace those of `before`, and not those of `after`. */
function ownVariables(config: EmbeddedConfig, secrets: Secrets, { chainUrl, contracts }: Servers) {
  const everywhere = config.host === '0.0.0.0' || config.host === '::'
  const host = everywhere ? 'localhost' : config.host
  const before: Partial<Record<BoxName, Env>> = {
    // Until a mail server is set, letters are files that their readers do not get.
    accounts: {
      ACCOUNTS_CHAINS: `31337=${chainUrl}`,
      ACCOUNTS_OPEN_REGISTRATION: String(!config.rest['NOTIFICATIONS_SMTP_URL']),
      // A wallet shows its owner where the message is from that it is to sign, and warns where that is not the page.
      ...(config.webPorts && {
        ACCOUNTS_ORIGINS: `http://localhost:4000,http://localhost:${config.webPorts.driver},http://127.0.0.1:${config.webPorts.driver}`,
      }),
    },
    // Of its own, so that it opens nothing else.
    partners: { PARTNERS_SECRET_KEY: createHmac('sha256', secrets.accounts).update('partners').digest('base64url') },
    verification: {
      VERIFICATION_FILES_FOLDER: resolve(config.folder, 'photos'),
      VERIFICATION_FILES_URL: filesUrl(host, config.filesPort),
      VERIFICATION_FILES_SECRET: secrets.files,
    },
    payments: {
      PAYMENTS_PUBLIC_URL: `http://${host.includes(':') ? `[${host}]` : host}:${config.paymentsPort}/`,
      // A provider's page leads back to the driver's app, which goes on from there.
      ...(config.webPorts && {
        PAYMENTS_RETURN_URL: `http://${host.includes(':') ? `[${host}]` : host}:${config.webPorts.driver}/pay/back`,
      }),
      // Of its own, so that a link of one box opens nothing of the other.
      PAYMENTS_LINK_SECRET: createHmac('sha256', secrets.files).update('payments').digest('base64url'),
    },
    notifications: {
      NOTIFICATIONS_VAPID_PRIVATE_KEY: secrets.vapid,
      NOTIFICATIONS_VAPID_SUBJECT: 'mailto:push@localhost',
      NOTIFICATIONS_PHONE_KEY: createHmac('sha256', secrets.files).update('phone').digest('base64url'),
      NOTIFICATIONS_MAIL_FOLDER: resolve(config.folder, 'mails'),
      NOTIFICATIONS_LINK_SECRET: createHmac('sha256', secrets.files).update('notifications').digest('base64url'),
      // One port has what is public of both.
      NOTIFICATIONS_PUBLIC_URL: `http://${host.includes(':') ? `[${host}]` : host}:${config.paymentsPort}/`,
    },
    ocpp: {
      OCPP_FILES_FOLDER: resolve(config.folder, 'charger-logs'),
      OCPP_FILES_URL: filesUrl(host, config.ocppPort, config.rest['OCPP_TLS_KEY'] ? 'https' : 'http'),
      // Of its own, so that a link of one box opens nothing of the other.
      OCPP_FILES_SECRET: createHmac('sha256', secrets.files).update('ocpp').digest('base64url'),
    },
  }
  const after: Partial<Record<BoxName, Env>> = {
    accounts: {
      ACCOUNTS_TOKEN_PRIVATE_KEY: secrets.token.privateKey,
      ACCOUNTS_SECRET_KEY: secrets.accounts,
      ACCOUNTS_MAIL_PUBLIC_KEY: secrets.mail.publicKey,
    },
    notifications: { NOTIFICATIONS_MAIL_PRIVATE_KEY: secrets.mail.privateKey },
    rewards: {
      REWARDS_CHAIN_URL: chainUrl,
      REWARDS_CHAIN_PRIVATE_KEY: contracts.settlerKey,
      REWARDS_DISTRIBUTOR_ADDRESS: contracts.distributor,
      REWARDS_TOKEN_ADDRESS: contracts.token,
      REWARDS_CUSTODY_XPUB: contracts.custodyXpub,
    },
    verification: { VERIFICATION_PORT: String(config.filesPort) },
    ocpp: { OCPP_PORT: String(config.ocppPort) },
    payments: { PAYMENTS_PORT: String(config.paymentsPort) },
  }
  return { before, after }
}
