import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { audit } from '#db/audit.ts'
import { emit } from '#db/outbox.ts'
import { requireUser } from '#lib/access.ts'
import { badInput, notFound } from '#lib/errors.ts'
import type { Place } from '#lib/events.ts'
import { checkInAttendance, countTry, findAttendance, forgetTries } from './attendance.queries.ts'
import type { Context } from './context.ts'
import { distanceM } from '#lib/distance.ts'
import { refuse } from './errors.ts'
import { changeMeetup, meetups } from './meetup.queries.ts'
import { openStatus, ownMeetup, statusAt } from './meetup.ts'
import { MEETUPS_LIMITS } from './limits.ts'
import type { Attendance, Meetup, Db } from './tables.ts'

/** Crockford's base 32: no I, L, O or U, so that a code can be read aloud. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 8

/**
 * A new code for the host to show. The code before it ends. The code is only in this answer: the database keeps its 40 random bits as an
 * Argon2id hash. Each who has joined has `MEETUPS_LIMITS.wrongCodes` tries.
 */
export async function renewCode({ db, caller }: Context, meetupId: string): Promise<{ meetup: Meetup; code: string }> {
  const user = requireUser(caller)
  const code = Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  const codeHash = await hash(code)
  const meetup = await db.transaction().execute(async (trx) => {
    const own = await ownMeetup(trx, user, meetupId)
    openStatus(own, new Date())
    await forgetTries(trx, meetupId)
    await audit(trx, user.userId, 'meetup.code-renewed', meetupId)
    return changeMeetup(trx, meetupId, { code_hash: codeHash })
  })
  return { meetup, code: `${code.slice(0, 4)}-${code.slice(4)}` }
}

export interface CheckInInput {
  meetupId: string
  code?: string | null | undefined
  place?: Place | null | undefined
}

/** Checks the caller in to a meetup that is on, by the host's code or by being there. Checking in again changes nothing. */
export async function checkIn({ db, caller }: Context, input: CheckInInput): Promise<Attendance> {
  const { userId } = requireUser(caller)
  const { code, place } = input
  if ((code == null) === (place == null)) throw badInput(['input'], 'Give the code, or else the place where you are.')
  const { meetup, attendance } = await joined(db, input.meetupId, userId)
  if (attendance.checked_in_at !== null) return attendance
  mustBeLive(meetup)
  if (code != null) await checkCode(db, meetup, attendance, code)
  else if (!place || distanceM(place, meetup) > MEETUPS_LIMITS.checkInM)
    throw badInput(['input', 'place'], `You are not there yet: come within ${MEETUPS_LIMITS.checkInM} metres.`)
  return db.transaction().execute(async (trx) => {
    const checked = await checkInAttendance(trx, attendance.id, code != null ? 'CODE' : 'PLACE')
    if (checked) await emit(trx, 'meetups.meetup.checked-in', meetup.id, { meetupId: meetup.id, userId })
    // Null if another request of the same moment was faster: one that checked in, or one that left.
    return checked ?? (await joined(trx, meetup.id, userId)).attendance
  })
}

async function joined(db: Db, meetupId: string, userId: string): Promise<{ meetup: Meetup; attendance: Attendance }> {
  const [meetup] = await meetups(db, [meetupId])
  if (!meetup) throw notFound('meetup', ['input', 'meetupId'])
  const attendance = await findAttendance(db, meetupId, userId)
  if (!attendance) throw refuse('CONFLICT', 'Join the meetup first.', ['input', 'meetupId'])
  return { meetup, attendance }
}

function mustBeLive(meetup: Meetup): void {
  const status = statusAt(meetup, new Date())
  if (status === 'UPCOMING') throw refuse('CONFLICT', 'The meetup has not begun yet.')
  openStatus(meetup, new Date())
}

/** A try counts before the code is compared, so that many at once cannot pass the limit. The comparison always takes the same time. */
async function checkCode(db: Db, meetup: Meetup, attendance: Attendance, code: string): Promise<void> {
  if (meetup.code_hash === null) throw refuse('CONFLICT', 'The host has not shown a code yet. Check in by your place.')
  if (!(await countTry(db, attendance.id, MEETUPS_LIMITS.wrongCodes)))
    throw refuse('RATE_LIMITED', 'Too many wrong codes. Check in by your place, or ask the host for a new code.')
  if (!(await verify(meetup.code_hash, plain(code)))) throw badInput(['input', 'code'], 'This is not the code.')
}

/** A code as people type it: any case, with or without the dash, O for 0, I and L for 1. */
const plain = (code: string) =>
  code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
