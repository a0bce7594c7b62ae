import { isSelf, isSelfOr, requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { LIMITS } from '#lib/limits.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { isBlind, mayReview } from '../access.ts'
import type { Context } from '../context.ts'
import type { FindingRow, Photo } from '../tables.ts'
import { keysOf } from './keys.ts'
import { listPhotosOf } from './photo.queries.ts'

/**
 * True for reviewers and admins, except for their own photos: nobody may learn from those how the checks work. Nor may who
 * decides without being led.
 */
export async function seesBehind(ctx: Context, finding: FindingRow): Promise<boolean> {
  if (!mayReview(ctx.caller)) return false
  const submission = await ctx.loaders.submission.load(finding.submission_id)
  return submission !== null && !isSelf(ctx.caller, submission.user_id) && !(await isBlind(ctx, submission))
}

/** The earlier photo that a check has found this one to be like; null for those who may not see it. */
export async function earlierOf(ctx: Context, finding: FindingRow): Promise<Photo | null> {
  const { photoId } = finding.detail
  return typeof photoId === 'string' && (await seesBehind(ctx, finding)) ? photoById(ctx, photoId) : null
}

/** A photo; null if there is none, and for those who may not see it. */
export async function photoById({ caller, loaders }: Context, id: string): Promise<Photo | null> {
  const photo = await loaders.photo.load(id)
  return photo && isSelfOr(caller, photo.user_id, 'REVIEWER', 'ADMIN') ? photo : null
}

/** The caller's photos, the newest first. */
export function myPhotos({ db, caller }: Context, args: PageArgs): Promise<Page<Photo>> {
  const { userId } = requireUser(caller)
  return idPage(args, (page) => listPhotosOf(db, userId, page))
}

/** A photo as it is, and again at each change. */
export async function watchPhoto(ctx: Context, id: string): Promise<AsyncGenerator<Photo, void, void>> {
  requireUser(ctx.caller)
  const read = () => photoById(ctx, id)
  if (!(await read())) throw notFound('photo', ['id'])
  return liveStream({ bus: ctx.bus, names: ['verification.photo.updated'], matches: ({ data }) => data.photoId === id, read })
}

/** A link to a derivative of a photo, for everybody who was given the photo; null if there is none. */
export const derivativeUrl = ({ storage }: Context, photo: Photo, which: 'review' | 'thumbnail'): Promise<string> | null =>
  photo.viewable ? storage.getSignedUrl(keysOf(photo.id)[which], { expiresIn: LIMITS.storage.signedUrlSeconds }) : null
