import { z } from 'zod'
import { badInput } from '#lib/errors.ts'
import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { askedFields, CommandRef } from '../operations/command.schema.ts'
import { requestCommand } from '../operations/command.service.ts'

const UseRef = builder.enumType('CertificateUse', {
  description: "What an authority's certificate in a charger is for.",
  values: {
    CSMS_ROOT: { description: 'The charger knows this platform by it.' },
    MANUFACTURER_ROOT: { description: 'The charger checks new firmware by it.' },
    V2G_ROOT: { description: 'Vehicles know the charger by it (ISO 15118). Not in OCPP 1.6.' },
    MO_ROOT: { description: 'The charger checks contracts of drivers by it (ISO 15118). Not in OCPP 1.6.' },
  } as const,
})

const HashRef = builder.enumType('CertificateHashAlgorithm', {
  description: 'How a certificate is named (RFC 6960).',
  values: {
    SHA256: { description: 'SHA-256.' },
    SHA384: { description: 'SHA-384.' },
    SHA512: { description: 'SHA-512.' },
  } as const,
})

const InterfaceRef = builder.enumType('NetworkInterface', {
  description: 'Over which of its interfaces a charger connects.',
  values: Object.fromEntries(
    ['Wired', 'Wireless'].flatMap((kind) =>
      [0, 1, 2, 3].map((n) => [`${kind.toUpperCase()}_${n}`, { value: `${kind}${n}`, description: `${kind} interface ${n}.` }]),
    ),
  ) as Record<string, { value: string; description: string }>,
})

const InstallInput = builder.inputType('InstallCertificateInput', {
  description: 'Which certificate, and what for.',
  fields: (t) => ({
    ...askedFields(t),
    use: t.field({ type: UseRef, description: 'What for.' }),
    pem: t.string({
      description: `The certificate, as PEM, ${OCPP_LIMITS.certificateLength.toLocaleString('en')} characters at most.`,
      validate: someText(OCPP_LIMITS.certificateLength).refine(
        (pem) => /^-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----$/.test(pem),
        'A certificate in PEM.',
      ),
    }),
  }),
})

const digits = (length: number) => z.string().regex(new RegExp(`^[0-9a-fA-F]{1,${length}}$`), `Up to ${length} hexadecimal digits.`)

const DeleteInput = builder.inputType('DeleteCertificateInput', {
  description: 'Which certificate, by the words of getInstalledCertificates.',
  fields: (t) => ({
    ...askedFields(t),
    hashAlgorithm: t.field({ type: HashRef, description: 'How the other fields were made.' }),
    issuerNameHash: t.string({ description: "Hash of the issuer's name.", validate: digits(128) }),
    issuerKeyHash: t.string({ description: "Hash of the issuer's key.", validate: digits(128) }),
    serialNumber: t.string({ description: 'Its serial number.', validate: digits(40) }),
  }),
})

const InstalledInput = builder.inputType('GetInstalledCertificatesInput', {
  description: 'Which certificates.',
  fields: (t) => ({
    ...askedFields(t),
    use: t.field({ type: UseRef, required: false, description: 'Those for this; all without it. OCPP 1.6 needs it.' }),
  }),
})

const RotateInput = builder.inputType('RotateChargePointPasswordInput', {
  description: 'Which charger gets a new password.',
  fields: (t) => askedFields(t),
})

const NetworkInput = builder.inputType('SetNetworkProfileInput', {
  description: 'An address of a central system, for a slot of the charger.',
  fields: (t) => ({
    ...askedFields(t),
    slot: t.int({
      description: 'The slot, from 0. Never one that the charger uses now.',
      validate: z.int().min(0, 'Slots count from 0.').max(100, 'At most 100.'),
    }),
    url: t.string({
      description: "The address, without the charger's identity, e.g. wss://csms.example.com/ocpp.",
      validate: someText(512).refine((url) => /^wss?:$/.test(protocolOf(url)), 'A URL with ws: or wss:.'),
    }),
    securityProfile: t.int({
      description: '1, 2 or 3; not below that of its connection now.',
      validate: z.int().min(1, '1, 2 or 3.').max(3, '1, 2 or 3.'),
    }),
    interface: t.field({ type: InterfaceRef, description: 'Over which interface.' }),
    messageTimeoutSeconds: t.int({
      defaultValue: 30,
      description: 'How long the charger waits for an answer.',
      validate: z.int().min(1, 'At least 1 second.').max(3_600, 'At most an hour.'),
    }),
  }),
})

const protocolOf = (url: string): string => (URL.canParse(url) ? new URL(url).protocol : '')

builder.mutationFields((t) => ({
  installCertificate: t.field({
    type: CommandRef,
    description: "Installs an authority's certificate in a charger of your own.",
    args: { input: t.arg({ type: InstallInput, description: 'Which, and what for.' }) },
    resolve: (_root, { input: { use, pem, ...asked } }, ctx) => requestCommand(ctx, 'INSTALL_CERTIFICATE', asked, { use, pem }),
  }),
  deleteCertificate: t.field({
    type: CommandRef,
    description:
      'Deletes a certificate from a charger of your own. That by which it knows this platform cannot be missed: without it no connection is possible.',
    args: { input: t.arg({ type: DeleteInput, description: 'Which.' }) },
    resolve: (_root, { input: { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber, ...asked } }, ctx) =>
      requestCommand(ctx, 'DELETE_CERTIFICATE', asked, { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }),
  }),
  getInstalledCertificates: t.field({
    type: CommandRef,
    description:
      'Asks a charger of your own which certificates it has. They are in the `response` of the command; its word NotFound means none.',
    args: { input: t.arg({ type: InstalledInput, description: 'Which.' }) },
    resolve: (_root, { input: { use, ...asked } }, ctx) => requestCommand(ctx, 'GET_INSTALLED_CERTIFICATES', asked, { use }),
  }),
  rotateChargePointPassword: t.field({
    type: CommandRef,
    description:
      'Gives a charger of your own a new password that nobody sees. The old one stays good until the charger has come with the new one.',
    args: { input: t.arg({ type: RotateInput, description: 'Which.' }) },
    resolve: (_root, { input }, ctx) => requestCommand(ctx, 'ROTATE_PASSWORD', input, {}),
  }),
  setNetworkProfile: t.field({
    type: CommandRef,
    description:
      'Fills a slot of a charger of your own with the address of a central system. It is used when its variable NetworkConfigurationPriority names the slot: name the slot of now behind it, so that the charger comes back where the new address does not answer.',
    args: { input: t.arg({ type: NetworkInput, description: 'Which slot, and what.' }) },
    resolve: (_root, { input: { slot, url, securityProfile, interface: over, messageTimeoutSeconds, ...asked } }, ctx) => {
      if (securityProfile > 1 && protocolOf(url) !== 'wss:') throw badInput(['input', 'url'], 'Profiles 2 and 3 need wss:.')
      const profile = { slot, url, securityProfile, interface: over, messageTimeoutSeconds }
      return requestCommand(ctx, 'SET_NETWORK_PROFILE', asked, profile)
    },
  }),
}))
