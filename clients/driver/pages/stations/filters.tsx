import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { Switch } from '../../../web/ui/switch.tsx'
import type { ConnectorStandard } from '../../generated/graphql.ts'
import { useFirstTexts } from '../../texts/first.ts'
import { PLUGS } from './search.ts'
import { useWish } from './use-wish.ts'

interface Vehicle {
  id: string
  name: string
  connectors: readonly ConnectorStandard[]
}

const route = getRouteApi('/')
const POWERS = ['0', '11', '22', '50', '150'] as const
const VEHICLE = 'vehicle/'
/** What prices are asked in where the reader has not said otherwise. */
const CURRENCY = 'EUR'

/** What a charger must be like. All of it is in the address: it survives a reload, and may be sent to somebody. */
export function Filters({ vehicles }: { vehicles: readonly Vehicle[] }) {
  const { stations: texts, map, plug: plugs } = useFirstTexts()
  const { kW } = useFormat()
  const search = route.useSearch()
  const { text, free = false, open = false, kW: least = 0, plug, vehicle, price, currency = CURRENCY } = search
  const wish = useWish()
  const fitting = vehicles.filter(({ connectors }) => connectors.length > 0)
  const narrowing = [plug ?? vehicle, price, open || undefined, least || undefined].filter((each) => each !== undefined).length
  // What narrows the list when the page is opened is in sight; then it is the reader's own to open and close.
  const [opened] = useState(narrowing > 0)
  return (
    <search className="mb-4 flex flex-col gap-2">
      <div className="grid items-end gap-x-6 gap-y-2 sm:grid-cols-[1fr_auto]">
        <Typed label={texts.find} type="search" value={text ?? ''} onTyped={(typed) => wish({ text: typed || undefined })} />
        <Switch label={texts.onlyFree} on={free} onChange={(on) => wish({ free: on || undefined })} />
      </div>
      <div className="flex flex-wrap items-start gap-x-6">
        <details open={opened} className="min-w-0 grow">
          <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-medium sm:min-h-9">
            <span aria-hidden className="text-soft">
              ▾
            </span>
            {map.filters(narrowing)}
          </summary>
          <div className="grid items-end gap-3 pt-1 pb-2 sm:grid-cols-3">
            <Choice
              label={map.plug}
              value={vehicle === undefined ? (plug ?? '') : `${VEHICLE}${vehicle}`}
              options={[
                { value: '', name: map.anyPlug },
                ...fitting.map(({ id, name, connectors }) => ({
                  value: `${VEHICLE}${id}`,
                  name: map.fits(name, connectors.map((each) => plugs[each]).join(', ')),
                })),
                ...PLUGS.map((value) => ({ value, name: plugs[value] })),
              ]}
              onChange={(value) =>
                wish(
                  value.startsWith(VEHICLE)
                    ? { vehicle: value.slice(VEHICLE.length), plug: undefined }
                    : { vehicle: undefined, plug: PLUGS.find((each) => each === value) },
                )
              }
            />
            <Choice
              label={texts.power}
              value={POWERS.find((power) => power === String(least)) ?? '0'}
              options={POWERS.map((value) => ({ value, name: value === '0' ? texts.anyPower : kW(Number(value) * 1000) }))}
              onChange={(value) => wish({ kW: Number(value) || undefined })}
            />
            <Typed
              label={map.price(currency)}
              type="number"
              inputMode="decimal"
              min="0"
              step="0.05"
              value={price === undefined ? '' : String(price)}
              onTyped={(typed) => {
                const most = Number(typed)
                wish(most > 0 ? { price: most, currency } : { price: undefined, currency: undefined })
              }}
            />
            <Switch label={map.openNow} on={open} onChange={(on) => wish({ open: on || undefined })} />
          </div>
        </details>
        {(narrowing > 0 || text !== undefined || free) && <Button onClick={() => wish(NOTHING)}>{map.clear}</Button>}
      </div>
    </search>
  )
}

/** No filter; the part of the map stays. */
const NOTHING = {
  text: undefined,
  free: undefined,
  open: undefined,
  kW: undefined,
  plug: undefined,
  vehicle: undefined,
  price: undefined,
  currency: undefined,
}

/** A field that tells what was typed when the typing rests: each key by itself would be a question to the platform. */
function Typed(props: {
  label: string
  type: string
  inputMode?: 'decimal'
  min?: string
  step?: string
  value: string
  onTyped: (typed: string) => void
}) {
  const { value, onTyped, ...field } = props
  const [typed, setTyped] = useState(value)
  // The address may change by itself: the way back, a filter taken away.
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return undefined
    const timer = setTimeout(() => onTyped(typed), REST_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return <Field {...field} value={typed} onChange={(event) => setTyped(event.target.value)} />
}

const REST_MS = 250
