import { z } from 'zod'
import { badInput, notFound } from '#lib/errors.ts'
import { builder } from '../builder.ts'
import { visibleImage } from '../firmware/image.service.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { askedFields, CommandRef } from '../operations/command.schema.ts'
import { requestCommand } from '../operations/command.service.ts'
import { location, withoutPassword } from '../operations/location.ts'

const SignatureInput = builder.inputType('FirmwareSignatureInput', {
  description: "By what a charger knows that a firmware is its maker's.",
  fields: (t) => ({
    certificate: t.string({
      description: 'Certificate of the key that has signed it, as PEM; 5,500 characters at most.',
      validate: z
        .string()
        .max(5_500, 'At most 5,500 characters.')
        .refine((pem) => pem.startsWith('-----BEGIN CERTIFICATE-----'), 'A certificate in PEM form.'),
    }),
    signature: t.string({
      description: 'The signature, in base64; 800 characters at most.',
      validate: z.base64('A signature in base64.').min(1, 'Must not be empty.').max(800, 'At most 800 characters.'),
    }),
  }),
})

/** How often a charger tries a transfer again. */
export const triesFields = (t: Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0]) => ({
  retries: t.int({
    required: false,
    description: 'How often the charger tries again; its own choice when left out.',
    validate: z.int().min(0, 'Not negative.').max(100, 'At most 100.').nullish(),
  }),
  retryIntervalSeconds: t.int({
    required: false,
    description: 'Seconds between its tries; its own choice when left out.',
    validate: z.int().min(1, 'At least 1 second.').max(86_400, 'At most a day.').nullish(),
  }),
})

const UpdateInput = builder.inputType('UpdateChargePointFirmwareInput', {
  description: 'Which firmware, and when.',
  fields: (t) => ({
    ...askedFields(t),
    imageId: t.field({
      type: 'UUID',
      required: false,
      description: `An image of yours, by requestFirmwareUpload. The charger gets an address that is good for a day from \`retrieveAt\`, which is 6 days ahead at most.`,
    }),
    location: t.string({
      required: false,
      description: `Where the charger fetches it, if not from us: an address with http, https, ftp, ftps or sftp, ${OCPP_LIMITS.locationLength} characters at most. A name and password in it are sent to the charger, and neither shown nor kept.`,
      validate: location.nullish(),
    }),
    retrieveAt: t.field({
      type: 'DateTime',
      required: false,
      description: 'Not before this does it fetch it; now when left out.',
    }),
    installAt: t.field({
      type: 'DateTime',
      required: false,
      description: 'Not before this does it install it; as soon as it has it when left out. Not in OCPP 1.6 without a signature.',
    }),
    ...triesFields(t),
    signature: t.field({
      type: SignatureInput,
      required: false,
      description: 'By what the charger checks it. Without one, OCPP 1.6 says UpdateFirmware, with one SignedUpdateFirmware.',
    }),
  }),
})

builder.mutationFields((t) => ({
  updateChargePointFirmware: t.field({
    type: CommandRef,
    description:
      'Asks a charger of your own to fetch and install a firmware. One at a time: CONFLICT while another is under way. How far it is says `firmwareRun` with the id of the command.',
    args: { input: t.arg({ type: UpdateInput, description: 'Which, and when.' }) },
    resolve: async (_root, { input }, ctx) => {
      const { location: address, imageId, retrieveAt, installAt, retries, retryIntervalSeconds, signature, ...asked } = input
      if ((address == null) === (imageId == null)) throw badInput(['input', 'location'], 'Either `location` or `imageId`.')
      if (imageId != null && (await visibleImage(ctx, imageId)) === null) throw notFound('image', ['input', 'imageId'])
      if (imageId != null && retrieveAt != null && retrieveAt.getTime() > Date.now() + OCPP_LIMITS.firmware.aheadMs)
        throw badInput(['input', 'retrieveAt'], 'An image of ours can be fetched 6 days ahead at most.')
      const firmware = {
        ...(address == null ? { imageId: imageId ?? undefined } : withoutPassword(address)),
        retrieveAt: (retrieveAt ?? new Date()).toISOString(),
        installAt: installAt?.toISOString(),
        retries: retries ?? undefined,
        retryInterval: retryIntervalSeconds ?? undefined,
      }
      if (signature == null) return requestCommand(ctx, 'UPDATE_FIRMWARE', asked, firmware)
      const { certificate: signingCertificate, signature: signed } = signature
      return requestCommand(ctx, 'SIGNED_UPDATE_FIRMWARE', asked, { ...firmware, signingCertificate, signature: signed })
    },
  }),
}))
