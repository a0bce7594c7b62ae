import { z } from 'zod'
import { notFound } from '#lib/errors.ts'
import { text } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { FirmwareRunRef } from '../runs/firmware-run.schema.ts'
import type { FirmwareImage } from './image.queries.ts'
import { deleteImage, imagesOf, requestImageUpload, visibleImage, type ImageUpload } from './image.service.ts'

const ImageRef = builder.objectRef<FirmwareImage>('FirmwareImage').implement({
  description: 'A firmware that you have uploaded for your chargers. It stays until you delete it.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Its id, for updateChargePointFirmware.' }),
    name: t.exposeString('name', { description: 'Name of the file.' }),
    version: t.exposeString('version', { nullable: true, description: 'What you call it; null where you said nothing.' }),
    bytes: t.exposeInt('bytes', { description: 'Its size in bytes.' }),
    sha256: t.string({ description: 'Its SHA-256 in hexadecimal digits.', resolve: ({ sha256 }) => sha256.toString('hex') }),
    announcedAt: t.expose('created_at', { type: 'DateTime', description: 'When you announced it.' }),
    storedAt: t.expose('stored_at', { type: 'DateTime', nullable: true, description: 'When it had come whole; null before.' }),
  }),
})

const UploadRef = builder.objectRef<ImageUpload>('FirmwareImageUpload').implement({
  description: 'Where an image is to be uploaded.',
  fields: (t) => ({
    image: t.expose('image', { type: ImageRef, description: 'The image.' }),
    url: t.expose('url', {
      type: 'URL',
      nullable: true,
      description:
        'Send the file there by PUT, as it is. Whoever has this address can, once. 422: it is not the file that was announced. Null: it is here already.',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'Until when the address is good.',
      resolve: ({ image }) => image.upload_until,
    }),
  }),
})

const AnnounceInput = builder.inputType('RequestFirmwareUploadInput', {
  description: 'An image that will be uploaded. No other file is taken.',
  fields: (t) => ({
    name: t.string({
      description: 'Name of the file: 1 to 100 letters, digits, dots, hyphens and underscores. Some chargers look at its end.',
      validate: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'Letters, digits, dots, - and _; 100 at most.'),
    }),
    version: t.string({ required: false, description: 'What you call it; 50 characters at most.', validate: text(50).nullish() }),
    bytes: t.int({
      description: `Its size in bytes; ${OCPP_LIMITS.firmware.bytes / 1024 ** 2} MiB at most.`,
      validate: z
        .int()
        .min(1, 'The file is empty.')
        .max(OCPP_LIMITS.firmware.bytes, `At most ${OCPP_LIMITS.firmware.bytes / 1024 ** 2} MiB.`),
    }),
    sha256: t.string({
      description: 'Its SHA-256: 64 hexadecimal digits.',
      validate: z
        .string()
        .toLowerCase()
        .regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits.'),
    }),
    idempotencyKey: t.field({ type: 'UUID', description: 'The same key gives the same image, with a new address.' }),
  }),
})
const DeleteInput = builder.inputType('DeleteFirmwareImageInput', {
  description: 'Which image goes.',
  fields: (t) => ({ imageId: t.field({ type: 'UUID', description: 'The image.' }) }),
})

builder.queryFields((t) => ({
  firmwareImages: t.connection(
    {
      type: ImageRef,
      description: 'The images that you have uploaded, the newest first; anybody’s for an admin.',
      resolve: (_root, args, ctx) => imagesOf(ctx, args),
    },
    { name: 'FirmwareImageConnection', description: 'A page of images.' },
    { name: 'FirmwareImageEdge', description: 'A place in the list of images.' },
  ),
  firmwareImage: t.field({
    type: ImageRef,
    nullable: true,
    description: 'An image of yours by its id; any for an admin. NOT_FOUND otherwise.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the image.' }) },
    resolve: async (_root, { id }, ctx) => {
      const image = await visibleImage(ctx, id)
      if (!image) throw notFound('image', ['id'])
      return image
    },
  }),
}))

builder.mutationFields((t) => ({
  requestFirmwareUpload: t.field({
    type: UploadRef,
    description: `Announces a firmware for your chargers, and says where to upload it. RATE_LIMITED beyond ${OCPP_LIMITS.firmware.images} images; UNAVAILABLE where there is no place for files.`,
    args: { input: t.arg({ type: AnnounceInput, description: 'What will be uploaded.' }) },
    resolve: (_root, { input }, ctx) => requestImageUpload(ctx, input),
  }),
  deleteFirmwareImage: t.field({
    type: ImageRef,
    description: 'Deletes an image of yours, and gives it as it was. CONFLICT while a charger may still fetch it.',
    args: { input: t.arg({ type: DeleteInput, description: 'Which.' }) },
    resolve: (_root, { input: { imageId } }, ctx) => deleteImage(ctx, imageId),
  }),
}))

builder.objectFields(FirmwareRunRef, (t) => ({
  image: t.field({
    type: ImageRef,
    nullable: true,
    description: 'The image of ours that it is about; null where the charger fetches it elsewhere, and once the image is deleted.',
    resolve: ({ image_id: id }, _args, { loaders }) => (id === null ? null : loaders.firmwareImage.load(id)),
  }),
}))
