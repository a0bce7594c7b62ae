import { Link, getRouteApi } from '@tanstack/react-router'
import { useNews } from '../../../web/graph/use-news.ts'
import { View, useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { NotFound } from '../../../web/shell/not-found.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { MeetupPageDocument, MeetupPageLiveDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { MEETUP_TONES } from '../meetups/tones.ts'
import { CheckIn } from './check-in.tsx'
import { Host } from './host.tsx'
import { Seat } from './seat.tsx'
import type { ShownMeetup } from './shown.ts'

const route = getRouteApi('/meetups/$id')

export function MeetupPage() {
  const { id } = route.useParams()
  const { meetups: texts } = useTexts()
  return (
    <>
      <Link to="/meetups" className="mb-2 inline-block text-brand underline">
        {texts.back}
      </Link>
      <View query={MeetupPageDocument} variables={{ id }}>
        {({ meetup }, again) => (meetup ? <Meetup meetup={meetup} again={again} /> : <NotFound />)}
      </View>
    </>
  )
}

function Meetup({ meetup, again }: { meetup: ShownMeetup; again: () => void }) {
  const { meetups: texts, meetupStatus, deedTask } = useTexts()
  const { reader } = useSession()
  const format = useFormat()
  const { id, startsAt, endsAt, timeZone, status, task, host, seatsTaken, capacity } = meetup
  const isHost = host.id === reader
  const isNews = useNews(`${seatsTaken} ${status}`)
  useLive(MeetupPageLiveDocument, {}, false, ({ meetupFeed }) => {
    // Who comes is told to its host alone, and not by the stream.
    if (meetupFeed.id === id && isNews(`${meetupFeed.seatsTaken} ${meetupFeed.status}`) && isHost) again()
  })
  const isOpen = status === 'UPCOMING' || status === 'LIVE'
  return (
    <>
      <PageTitle aside={isOpen && <LiveBadge />}>{meetup.title}</PageTitle>
      <div className="flex max-w-2xl flex-col gap-4">
        <Card
          title={`${format.day(startsAt, timeZone)}, ${format.clock(startsAt, timeZone)} – ${
            format.day(startsAt, timeZone) === format.day(endsAt, timeZone) ? '' : `${format.day(endsAt, timeZone)}, `
          }${format.clock(endsAt, timeZone)}`}
          aside={<Badge tone={MEETUP_TONES[status]}>{meetupStatus[status]}</Badge>}
        >
          <p className="break-words">{meetup.address}</p>
          <p className="text-sm text-soft">{texts.zone(timeZone)}</p>
          <p className="text-sm text-soft">
            {isHost ? texts.youHost : texts.host(host.displayName)} · {task ? deedTask[task] : texts.otherTask} ·{' '}
            {texts.seats(seatsTaken, capacity)}
          </p>
          <p className="break-words whitespace-pre-wrap">{meetup.description}</p>
          {meetup.imageUrl && (
            // A picture of somebody's choice is not shown by itself: who loads it tells that server that they were here.
            <a href={meetup.imageUrl} target="_blank" rel="noreferrer" className="text-brand underline">
              {texts.pictureLink}
            </a>
          )}
        </Card>
        {meetup.cancelReason && <Notice tone="warn" title={texts.calledOff(meetup.cancelReason)} />}
        {isOpen && <Seat meetup={meetup} again={again} />}
        {meetup.myAttendance && <CheckIn meetup={meetup} again={again} />}
        {isHost && <Host meetup={meetup} again={again} />}
      </div>
    </>
  )
}
