import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { View, useLive } from '../../../web/graph/view.tsx'
import { dayIn, useFormat } from '../../../web/i18n/format.ts'
import { once } from '../../../web/session/once.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { useHere } from '../../../web/session/use-here.ts'
import { Button, buttonClass } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Field } from '../../../web/ui/field.tsx'
import {
  BookReservationDocument,
  StationSlotsDocument,
  StationSlotsLiveDocument,
  StationTermsDocument,
  type FreeSlotFragment,
  type StationTermsQuery,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

interface Place {
  id: string
  timeZone: string
  /** What its connectors give, in watts. */
  powers: readonly number[]
}

/** Where a time can be booked; nothing where the operator takes no bookings. */
export const Booking = ({ place }: { place: Place }) => (
  <View query={StationTermsDocument} variables={{ id: place.id }} skeleton={<></>}>
    {({ station }) => station?.bookingTerms?.open && <Book place={place} terms={station.bookingTerms} />}
  </View>
)

type Terms = NonNullable<NonNullable<StationTermsQuery['station']>['bookingTerms']>
const LENGTHS = [15, 30, 45, 60, 90, 120, 180, 240]
const DAY_MS = 86_400_000

function Book({ place, terms }: { place: Place; terms: Terms }) {
  const { booking: texts } = useTexts()
  const format = useFormat()
  const { timeZone } = place
  const today = new Date()
  const lengths = LENGTHS.filter((minutes) => minutes >= terms.minMinutes && minutes <= terms.maxMinutes)
  if (lengths.length === 0) lengths.push(terms.minMinutes)
  const powers = [...new Set(place.powers)].toSorted((a, b) => a - b)
  const [day, setDay] = useState(dayIn(timeZone, today))
  const [minutes, setMinutes] = useState(lengths.includes(30) ? 30 : (lengths[0] ?? terms.minMinutes))
  const [powerW, setPowerW] = useState<number | null>(null)
  return (
    <Card title={texts.title}>
      <div className="grid gap-3 sm:grid-cols-3">
        <Field
          label={texts.day}
          type="date"
          required
          value={day}
          min={dayIn(timeZone, today)}
          max={dayIn(timeZone, new Date(today.getTime() + terms.aheadDays * DAY_MS))}
          // A field that is emptied keeps the day that is shown.
          onChange={(event) => event.target.value !== '' && setDay(event.target.value)}
        />
        <Choice
          label={texts.length}
          value={String(minutes)}
          options={lengths.map((each) => ({ value: String(each), name: texts.minutes(each) }))}
          onChange={(value) => setMinutes(Number(value))}
        />
        {powers.length > 1 && (
          <Choice
            label={texts.power}
            value={String(powerW ?? '')}
            options={[
              { value: '', name: texts.anyPower },
              ...powers.map((each) => ({ value: String(each), name: format.kW(each) })),
            ]}
            onChange={(value) => setPowerW(value === '' ? null : Number(value))}
          />
        )}
      </div>
      {/* Another day or length, and nothing is picked yet. */}
      <Times key={`${day}/${minutes}/${powerW}`} place={place} day={day} minutes={minutes} powerW={powerW} />
    </Card>
  )
}

interface Wish {
  place: Place
  day: string
  minutes: number
  powerW: number | null
}

/** The free times of a day, as they are taken and given back. */
function Times(wish: Wish) {
  const { place, day, minutes, powerW } = wish
  const { booking: texts, slots } = useTexts()
  const format = useFormat()
  // It stays picked when it is free no more: it may be ours, and only its answer was lost.
  const [picked, setPicked] = useState<FreeSlotFragment | null>(null)
  const variables = { id: place.id, day, minutes, powerW }
  useLive(StationSlotsLiveDocument, variables)
  const clock = (at: string) => format.clock(at, place.timeZone)
  return (
    <View query={StationSlotsDocument} variables={variables}>
      {({ station }) => {
        const free = station?.slots ?? []
        if (free.length === 0) return <Empty>{texts.none}</Empty>
        const alike = Map.groupBy(free, (slot) => clock(slot.startsAt))
        const name = (slot: FreeSlotFragment) => {
          const at = clock(slot.startsAt)
          // In the night in which the clock is put back, an hour comes twice.
          return (alike.get(at)?.length ?? 0) > 1 ? `${at} (${slot.localStart.slice(16)})` : at
        }
        return (
          <>
            <fieldset>
              <legend className="mb-1 text-sm font-medium">{texts.times}</legend>
              <div className="relative grid max-h-64 grid-cols-3 gap-2 overflow-y-auto p-1 sm:grid-cols-6">
                {free.map((slot) => (
                  <label
                    key={slot.startsAt}
                    className="flex min-h-11 items-center justify-center rounded-md border border-edge has-checked:border-brand has-checked:bg-brand-soft has-checked:font-semibold has-focus-visible:outline-2 sm:min-h-9"
                  >
                    <input
                      type="radio"
                      name="slot"
                      className="sr-only"
                      checked={slot.startsAt === picked?.startsAt}
                      onChange={() => setPicked(slot)}
                    />
                    {name(slot)}
                  </label>
                ))}
              </div>
            </fieldset>
            <p className="text-sm text-soft">{slots.zone(place.timeZone)}</p>
            <Take wish={wish} slot={picked} span={picked && `${name(picked)}–${clock(picked.endsAt)}`} />
          </>
        )
      }}
    </View>
  )
}

function Take({ wish, slot, span }: { wish: Wish; slot: FreeSlotFragment | null; span: string | null }) {
  const { booking: texts } = useTexts()
  const { sdk, reader } = useSession()
  const here = useHere()
  const navigate = useNavigate()
  const { fault, busy, ask } = useAsking()
  if (reader === null) {
    return (
      <Link to="/sign-in" search={{ to: here }} className={buttonClass()}>
        {texts.signIn}
      </Link>
    )
  }
  const book = async () => {
    if (!slot) return
    const { place, minutes, powerW } = wish
    const wanted = { stationId: place.id, startsAt: slot.startsAt, minutes, powerW }
    const { bookReservation } = await once(`book/${Object.values(wanted).join('/')}`, (idempotencyKey) =>
      sdk.execute(BookReservationDocument, { input: { ...wanted, idempotencyKey } }),
    )
    await navigate({ to: '/reservations/$id', params: { id: bookReservation.id } })
  }
  return (
    <>
      {fault && <Fault fault={fault} />}
      <Button look="primary" onClick={() => void ask(book)} busy={busy} disabled={!slot}>
        {busy ? texts.booking : span === null ? texts.pick : texts.book(span)}
      </Button>
    </>
  )
}
