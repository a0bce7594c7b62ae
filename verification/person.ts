import { sql } from 'kysely'
import { PART_ROWS, type Person } from '#db/person.ts'
import type { Services } from './context.ts'
import { erasePhotosOf } from './erasure/erase.handler.ts'
import type { VerificationTables } from './tables.ts'

/** Of an earlier photo that this one is like, its taker and what was read on it are theirs, and not part of this export. */
const ownDetail = sql<object>`CASE WHEN detail->>'userId' IS DISTINCT FROM submission.user_id::text
  THEN detail - '{userId,photoId,reading}'::text[] ELSE detail END`

export const person: Person<Services, VerificationTables> = {
  about: 'Your photos as they are noted, what was found in them, and your consents. The pictures themselves are shown in the app.',
  tables: {
    capture: 'when a photo was begun, by an id',
    consent: 'shows what was agreed to, should it be doubted',
    decision: 'who decided about what, by ids',
    fingerprint: 'numbers by which a copy of a photo is found, should somebody else hand it in; nothing is seen in them',
    photo: 'hash and times of a photo that is erased',
    policy: 'which admin has set it, by an id',
    review_case: 'that a case was decided, without words',
    station: 'who operates it, by an id',
    station_photo: 'what an operator shows of a station: things, no person',
    station_photo_space: 'how much those take, by an id',
    submission: 'what was decided, without place and picture',
  },
  part: async (trx, userId) => {
    const photos = trx.selectFrom('photo').where('user_id', '=', userId)
    return {
      photos: await photos
        .select(['id', 'purpose', 'content_type', 'size_bytes', 'requested_at', 'type', 'width', 'height', 'erased_at'])
        .orderBy('id', 'desc')
        .limit(PART_ROWS)
        .execute(),
      submissions: await trx
        .selectFrom('submission')
        .selectAll()
        .where('user_id', '=', userId)
        .orderBy('id', 'desc')
        .limit(PART_ROWS)
        .execute(),
      findings: await trx
        .selectFrom('finding')
        .innerJoin('submission', 'submission.id', 'finding.submission_id')
        .select(['submission_id', 'check', 'outcome', 'reason', ownDetail.as('detail')])
        .where('user_id', '=', userId)
        .orderBy('submission_id', 'desc')
        .limit(PART_ROWS)
        .execute(),
      cases: await trx
        .selectFrom('review_case')
        .select(['id', 'submission_id', 'kind', 'state', 'reasons', 'message', 'opened_at', 'closed_at'])
        .where('user_id', '=', userId)
        .limit(PART_ROWS)
        .execute(),
      consents: await trx.selectFrom('consent').selectAll().where('user_id', '=', userId).orderBy('id').execute(),
    }
  },
  forget: async (trx, userId, { jobs }) => void (await erasePhotosOf(trx, jobs, userId)),
}
