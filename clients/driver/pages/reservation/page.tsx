import { Link, getRouteApi } from '@tanstack/react-router'
import { View, useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import {
  CancelBookingDocument,
  ReservationPageDocument,
  ReservationPageLiveDocument,
  type SlotShownFragment,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { NotFound } from '../../../web/shell/not-found.tsx'
import { Extend } from './extend.tsx'
import { OPEN_SLOTS, SLOT_TONES } from './slot.ts'

const route = getRouteApi('/reservations/$id')

export function ReservationPage() {
  const { id } = route.useParams()
  return (
    <SignedIn>
      <View query={ReservationPageDocument} variables={{ id }}>
        {({ reservation }, again) => (reservation ? <Slot slot={reservation} again={again} /> : <NotFound />)}
      </View>
    </SignedIn>
  )
}

function Slot({ slot, again }: { slot: SlotShownFragment; again: () => void }) {
  const { slots: texts, slotState, slotReason, slotFee, pay } = useTexts()
  const format = useFormat()
  const { id, state, startsAt, endsAt, timeZone, station, session, fee } = slot
  useLive(ReservationPageLiveDocument, { id })
  const open = OPEN_SLOTS.has(state)
  const reason = slotReason[slot.reason as keyof typeof slotReason]
  return (
    <>
      <PageTitle aside={open && <LiveBadge />}>{station.name}</PageTitle>
      <div className="flex flex-col gap-4">
        <Card
          title={`${format.day(startsAt, timeZone)}, ${format.clock(startsAt, timeZone)}–${format.clock(endsAt, timeZone)}`}
          aside={<Badge tone={SLOT_TONES[state]}>{slotState[state]}</Badge>}
        >
          <p>
            <Link to="/stations/$id" params={{ id: station.id }} className="text-brand underline">
              {station.address}, {station.city}
            </Link>{' '}
            · {texts.connector(slot.evseNumber)}
          </p>
          {open && <p>{texts.heldFrom(format.clock(slot.heldFrom, timeZone), slot.terms.noShowAfterMinutes)}</p>}
          <p className="text-sm text-soft">{texts.zone(timeZone)}</p>
          {session && (
            <p>
              <Link to="/sessions/$id" params={{ id: session.id }} className="text-brand underline">
                {texts.toSession}
              </Link>
            </p>
          )}
        </Card>
        {reason && <Notice tone="info" title={reason} />}
        {fee && (
          <Notice tone="warn" title={slotFee[fee.kind](format.money(fee.amount))}>
            {fee.waivedReason && <p>{texts.waived(fee.waivedReason)}</p>}
            <Link to="/pay" className="text-brand underline">
              {pay.title}
            </Link>
          </Notice>
        )}
        {open && slot.feePreview && (
          <Card title={texts.costs}>
            <Costs preview={slot.feePreview} timeZone={timeZone} />
          </Card>
        )}
        {(open || state === 'FULFILLED') && <Extend slot={slot} again={again} />}
        {open && <Cancel slot={slot} again={again} />}
      </div>
    </>
  )
}

/** What it costs not to charge, in words. */
function Costs({ preview, timeZone }: { preview: NonNullable<SlotShownFragment['feePreview']>; timeZone: string }) {
  const { slots: texts } = useTexts()
  const format = useFormat()
  const { cancelNow, noShow, freeUntil } = preview
  const free = noShow ? texts.freeUntil(format.dayAndClock(freeUntil, timeZone)) : texts.freeNow
  const isLate = Date.parse(freeUntil) <= Date.now()
  return (
    <ul className="flex flex-col gap-1">
      <li>{cancelNow ? texts.cancelCosts(format.money(cancelNow)) : isLate ? texts.freeNow : free}</li>
      <li>{noShow ? texts.noShowCosts(format.money(noShow)) : texts.noShowFree}</li>
    </ul>
  )
}

/** Asks first, and says what it costs at that moment. */
function Cancel({ slot, again }: { slot: SlotShownFragment; again: () => void }) {
  const { slots: texts } = useTexts()
  const { sdk } = useSession()
  const cancel = async () => {
    await sdk.execute(CancelBookingDocument, { input: { reservationId: slot.id } })
    again()
  }
  return (
    <div>
      <AskFirst label={texts.cancel} title={texts.sure} back={texts.keep} onAsk={again} onYes={cancel}>
        {slot.feePreview && <Costs preview={slot.feePreview} timeZone={slot.timeZone} />}
      </AskFirst>
    </div>
  )
}
