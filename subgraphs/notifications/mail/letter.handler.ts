import type { EventEnvelope } from '#lib/events.ts'
import { openLetter } from '#lib/mail/letter.ts'
import type { Services } from '../context.ts'
import type { LetterRow, Params, Trx } from '../tables.ts'
import { clean } from '../templates/values.ts'
import { isAddress, messageId } from './address.ts'
import { addressOf, type Mailing } from './channel.ts'
import { writeLetter, type LetterPurpose } from './letter-mail.ts'
import { claimLetters, endLetter, expireLetters, insertLetter, postponeLetter } from './letter.queries.ts'
import { MAIL_LIMITS } from './limits.ts'

/** News that nobody has read for so long is none. */
const NEWS_MS = 3 * 86_400_000

interface Told {
  userId: string | null
  letter: string | null
  expiresAt?: string
}

/** Keeps a letter, sealed, until it is mailed. */
export async function keepLetter(
  trx: Trx,
  { id, data, occurredAt }: Pick<EventEnvelope, 'id' | 'occurredAt'> & { data: Told },
  purpose: LetterPurpose,
  params: Params = {},
): Promise<void> {
  if (data.letter === null) return
  const expiresAt = new Date(data.expiresAt ?? Date.parse(occurredAt) + NEWS_MS)
  await insertLetter(trx, { id, user_id: data.userId, purpose, params, sealed: data.letter, expires_at: expiresAt })
}

/** Mails what is due. A letter that is late is not sent: its link would open nothing. */
export async function mailLetters({ db, log, mailing }: Services): Promise<void> {
  await expireLetters(db)
  if (mailing === null) return
  for (;;) {
    const letters = await claimLetters(db)
    await Promise.all(
      letters.map(async (letter) => {
        try {
          const sent = await mailed(mailing, letter)
          if (sent.state === 'LATER') await again(db, letter, sent.reason)
          else if (sent.state === 'SUPPRESSED') await endLetter(db, letter.id, { state: 'FAILED', reason: sent.reason })
          else await endLetter(db, letter.id, sent)
        } catch (error) {
          // Not the error's own words: a server repeats addresses in them.
          const { code, responseCode } = error as { code?: string; responseCode?: number }
          log.warn({ letterId: letter.id, code, responseCode }, 'a letter was not sent; it is tried again')
          await again(db, letter, 'UNKNOWN')
        }
      }),
    )
    if (letters.length < MAIL_LIMITS.lettersAtOnce) return
  }
}

type Claimed = Awaited<ReturnType<typeof claimLetters>>[number]

async function mailed({ transport, privateKey, linkSecret, config }: Mailing, row: Claimed) {
  // The database has no letter that is due and not there.
  const letter = await openLetter(privateKey, row.sealed ?? '')
  if (!isAddress(letter.to)) return { state: 'FAILED' as const, reason: 'NO_ADDRESS' }
  const { id, params, for_ms: forMs, time_zone: timeZone } = row
  // `keep` wrote it.
  const purpose = row.purpose as LetterPurpose
  return transport.send(
    {
      id,
      messageId: messageId(linkSecret, id, letter.to, addressOf(config.mailFrom)),
      from: config.mailFrom,
      to: { name: letter.name === null ? '' : clean(letter.name), address: letter.to },
      ...writeLetter({ purpose, params, forMs, timeZone }, letter),
    },
    AbortSignal.timeout(MAIL_LIMITS.letterLeaseMs / 2),
  )
}

/** Pauses that double, until it was tried often enough. */
function again(db: Services['db'], { id, tries }: Pick<LetterRow, 'id' | 'tries'>, reason: string) {
  if (tries >= MAIL_LIMITS.letterTries) return endLetter(db, id, { state: 'FAILED', reason })
  return postponeLetter(db, id, MAIL_LIMITS.letterPauseMs * 2 ** Math.min(tries - 1, 9), reason)
}
