import { entity } from '#lib/graph.ts'
import { builder } from '../builder.ts'
import { UserRef } from '../reference.schema.ts'
import type { Photo } from '../tables.ts'
import { derivativeUrl, myPhotos, photoById, watchPhoto } from './photo.service.ts'

export const PurposeRef = builder.enumType('PhotoPurpose', {
  description: 'What a photo is for.',
  values: {
    ODOMETER: { description: "A reading of a vehicle's odometer." },
    DEED: { description: 'An eco-deed.' },
  } as const,
})

/** Other rooms add what was made of it: state, verdict, decisions. */
export const PhotoRef = builder.objectRef<Photo>('Photo').implement({
  description: 'A photo that was uploaded to be judged. The one who took it, reviewers and admins see it.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the photo.' }),
    user: t.field({ type: UserRef, description: 'Who has uploaded it.', resolve: ({ user_id }) => ({ id: user_id }) }),
    purpose: t.expose('purpose', { type: PurposeRef, description: 'What it is for.' }),
    requestedAt: t.expose('requested_at', { type: 'DateTime', description: 'When its upload was asked for.' }),
    inCapture: t.boolean({
      description: "True when it was taken in the app's capture flow.",
      resolve: ({ capture_id }) => capture_id !== null,
    }),
    sha256: t.string({
      nullable: true,
      description: 'SHA-256 of the file, in hex; null before it was judged. It stays when the photo is erased.',
      resolve: ({ sha256 }) => sha256?.toString('hex'),
    }),
    width: t.exposeInt('width', { nullable: true, description: 'In pixels; null before it was judged.' }),
    height: t.exposeInt('height', { nullable: true, description: 'In pixels; null before it was judged.' }),
    thumbnailUrl: t.string({
      nullable: true,
      description: 'A link to a small version (320 px), for 15 minutes; null where there is none.',
      resolve: (photo, _args, ctx) => derivativeUrl(ctx, photo, 'thumbnail'),
    }),
    reviewUrl: t.string({
      nullable: true,
      description: 'A link to a large version (1600 px) without metadata, for 15 minutes; null where there is none.',
      resolve: (photo, _args, ctx) => derivativeUrl(ctx, photo, 'review'),
    }),
    erasedAt: t.expose('erased_at', { type: 'DateTime', nullable: true, description: 'When it was erased; null otherwise.' }),
  }),
})

entity(builder, PhotoRef, (id, ctx) => photoById(ctx, id))

builder.queryFields((t) => ({
  photo: t.field({
    type: PhotoRef,
    nullable: true,
    description: 'A photo of yours; null when there is none with this id. Reviewers and admins find any.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the photo.' }) },
    resolve: (_root, { id }, ctx) => photoById(ctx, id),
  }),
  myPhotos: t.connection(
    { type: PhotoRef, description: 'Your photos, the newest first.', resolve: (_root, args, ctx) => myPhotos(ctx, args) },
    { description: 'A page of photos.' },
    { description: 'A place in the photos.' },
  ),
}))

builder.subscriptionField('photoUpdated', (t) =>
  t.field({
    type: PhotoRef,
    description: 'A photo of yours as it is, and again at each change. Reviewers and admins watch any.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the photo.' }) },
    subscribe: (_root, { id }, ctx) => watchPhoto(ctx, id),
    resolve: (photo) => photo,
  }),
)
