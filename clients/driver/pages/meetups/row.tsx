import { Link } from '@tanstack/react-router'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import type { MeetupRowFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { MEETUP_TONES } from './tones.ts'

export function MeetupRow({ meetup }: { meetup: MeetupRowFragment }) {
  const { meetups: texts, meetupStatus } = useTexts()
  const { reader } = useSession()
  const format = useFormat()
  const { id, title, address, startsAt, timeZone, status, capacity, seatsTaken, host, myAttendance } = meetup
  return (
    <Link
      to="/meetups/$id"
      params={{ id }}
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border border-line bg-card p-4 hover:bg-sunk"
    >
      <span className="min-w-0">
        <span className="block font-semibold break-words">{title}</span>
        <span className="block text-sm break-words text-soft">
          {format.day(startsAt, timeZone)}, {format.clock(startsAt, timeZone)} · {address}
        </span>
        <span className="block text-sm text-soft">
          {texts.seats(seatsTaken, capacity)} · {host.id === reader ? texts.youHost : texts.host(host.displayName)}
        </span>
      </span>
      <span className="flex flex-wrap gap-2">
        {myAttendance && <Badge tone="good">{texts.joined}</Badge>}
        {!myAttendance && seatsTaken >= capacity && <Badge tone="quiet">{texts.full}</Badge>}
        <Badge tone={MEETUP_TONES[status]}>{meetupStatus[status]}</Badge>
      </span>
    </Link>
  )
}
