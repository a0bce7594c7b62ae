import { emit } from '#db/outbox.ts'
import { isSelfOr, requireUser } from '#lib/access.ts'
import { badInput, refuse } from '#lib/errors.ts'
import type { DeedTask, Material, Place } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from './context.ts'
import { countUnjudged, findDeedOf, idsToShow, insertDeed, listDeedsOf, lockUser, type DeedFilter } from './deed.queries.ts'
import { DEEDS_LIMITS } from './limits.ts'
import type { Deed, Trx } from './tables.ts'

export interface SubmitInput {
  photoId: string
  task: DeedTask
  material?: Material | null | undefined
  takenAt: Date
  place: Place
  note?: string | null | undefined
}

const DAY_MS = 86_400_000

/**
 * Submits a photo as a deed of the caller's. The same photo again gives the same deed. Somebody else's photo is taken like one that does
 * not exist. Verification rejects both, and the owner can still submit their own.
 */
export function submitDeed({ db, caller }: Context, input: SubmitInput): Promise<Deed> {
  const { userId } = requireUser(caller)
  checkMaterial(input)
  checkTime(input.takenAt)
  return db.transaction().execute(async (trx) => {
    await lockUser(trx, userId)
    const before = await submittedBefore(trx, userId, input)
    if (before) return before
    if ((await countUnjudged(trx, userId)) >= DEEDS_LIMITS.waitingPerUser)
      throw refuse('RATE_LIMITED', 'Wait until your other photos are judged, and submit this one then.')
    const { latitude, longitude } = input.place
    const deed = await insertDeed(trx, {
      id: newId(),
      photo_id: input.photoId,
      user_id: userId,
      task: input.task,
      material: input.material ?? null,
      note: input.note || null,
      taken_at: input.takenAt,
      latitude,
      longitude,
      erased_at: null,
      submission_id: null,
      passed_by: null,
      awaits_session_until: null,
      session_id: null,
      decided_at: null,
    })
    if (!deed) throw new Error(`The deeds of ${userId} are locked, and another has come between.`)
    await announce(trx, deed, input.place)
    return deed
  })
}

async function submittedBefore(trx: Trx, userId: string, input: SubmitInput): Promise<Deed | null> {
  const deed = await findDeedOf(trx, { photoId: input.photoId, userId })
  if (!deed) return null
  if (deed.task !== input.task)
    throw refuse('CONFLICT', 'You have submitted this photo for another task. Take a new one.', ['input', 'photoId'])
  return deed
}

function checkMaterial({ task, material }: SubmitInput): void {
  if (task === 'RECYCLING' && material == null) throw badInput(['input', 'material'], 'Say which material was recycled.')
  if (task !== 'RECYCLING' && material != null) throw badInput(['input', 'material'], 'Only recycling has a material.')
}

function checkTime(takenAt: Date): void {
  const age = Date.now() - takenAt.getTime()
  if (age < -DEEDS_LIMITS.clockAheadMs)
    throw badInput(['input', 'takenAt'], 'This time has not come yet. Set the clock of your device.')
  if (age > DEEDS_LIMITS.oldestPhotoDays * DAY_MS)
    throw badInput(['input', 'takenAt'], `The photo is older than ${DEEDS_LIMITS.oldestPhotoDays} days. Take a new one.`)
}

const announce = (trx: Trx, { id, photo_id, user_id, task, material, taken_at }: Deed, place: Place) =>
  emit(trx, 'deeds.deed.submitted', id, {
    submissionId: id,
    photoId: photo_id,
    userId: user_id,
    task,
    material,
    takenAt: taken_at.toISOString(),
    place,
  })

/** A deed; null if there is none, and for those who may not see it. */
export async function deedById({ caller, loaders }: Context, id: string): Promise<Deed | null> {
  const row = await loaders.deed.load(id)
  return row && isSelfOr(caller, row.user_id, 'REVIEWER', 'ADMIN') ? row : null
}

/** A user's deeds, the newest first; null for those who may not see them. */
export async function deedsOf(
  { db, caller }: Context,
  userId: string,
  filter: DeedFilter,
  args: PageArgs,
): Promise<Page<Deed> | null> {
  if (!isSelfOr(caller, userId, 'REVIEWER', 'ADMIN')) return null
  return idPage(args, (page) => listDeedsOf(db, userId, filter, page))
}

/** How many open deeds are shown first. The list has the older ones. */
const OPEN = 100
/** Deeds decided within this time are shown again, because a connection may have been down; at most this many of the newest. */
const SHOWN_AGAIN = { seconds: 600, count: 10 }

/** The caller's deeds that are open or were decided in the last minutes, the oldest first; then each as it changes. */
export function watchDeeds({ bus, db, caller, loaders }: Context): AsyncGenerator<Deed, void, void> {
  const { userId } = requireUser(caller)
  return liveStream({
    bus,
    names: ['deeds.deed.submitted', 'deeds.deed.updated'],
    matches: ({ data }) => data.userId === userId,
    things: { first: () => idsToShow(db, userId, { open: OPEN, ...SHOWN_AGAIN }), of: ({ data }) => data.submissionId },
    read: (id) => loaders.deed.load(id),
  })
}
