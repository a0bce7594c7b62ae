import { useFormat, type Format } from '../../../web/i18n/format.ts'
import { Card } from '../../../web/ui/card.tsx'
import type { StationAboutQuery, TariffShownFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

type Evses = NonNullable<StationAboutQuery['station']>['evses']
type Element = TariffShownFragment['elements'][number]

/** The lines of each tariff of a station, and on which connectors it holds. */
export function Prices({ evses }: { evses: Evses }) {
  const { place: texts, station } = useTexts()
  const offers = evses.flatMap(({ number, connectors }) => connectors.flatMap(({ tariff }) => (tariff ? [{ number, tariff }] : [])))
  const tariffs = [...Map.groupBy(offers, ({ tariff }) => tariff.id).values()]
  if (tariffs.length === 0) return null
  return (
    <Card title={texts.prices}>
      {tariffs.map((same) => {
        const tariff = same[0]?.tariff
        if (!tariff) return null
        return (
          <div key={tariff.id}>
            {tariffs.length > 1 && (
              <h3 className="text-sm font-medium">{same.map(({ number }) => station.connector(number)).join(', ')}</h3>
            )}
            <Lines tariff={tariff} />
          </div>
        )
      })}
      <details>
        <summary className="flex min-h-11 cursor-pointer items-center gap-2 text-sm sm:min-h-9">
          <span aria-hidden className="grid size-5 place-items-center rounded-full border border-edge font-semibold">
            ?
          </span>
          {texts.pricesHow}
        </summary>
        <p className="text-sm text-soft">{texts.pricesExplained}</p>
      </details>
    </Card>
  )
}

function Lines({ tariff: { elements, currency, idle } }: { tariff: TariffShownFragment }) {
  const { place: texts } = useTexts()
  const format = useFormat()
  // What a kept place costs stands at the booking.
  const charging = elements.filter(({ restrictions }) => !restrictions?.reservation)
  return (
    <>
      <ul>
        {charging.flatMap(({ components, restrictions }, element) =>
          components.map(({ type, priceInclVat, priceExclVat }) => (
            <li key={`${element}/${type}`} className="flex flex-wrap justify-between gap-x-4">
              <span>
                {texts.component[type]}
                {restrictions && <span className="text-soft"> {conditions(restrictions, format, texts).join(', ')}</span>}
              </span>
              <strong className="font-semibold">
                {format.price(priceInclVat ?? priceExclVat, currency)} {texts.per[type]}
              </strong>
            </li>
          )),
        )}
      </ul>
      {idle?.graceMinutes != null && <p className="text-sm text-soft">{texts.grace(idle.graceMinutes)}</p>}
    </>
  )
}

/** When a price holds, in words. */
function conditions(
  restrictions: NonNullable<Element['restrictions']>,
  { kWh }: Format,
  texts: ReturnType<typeof useTexts>['place'],
): string[] {
  const { startTime, endTime, minEnergyWh, maxEnergyWh, minDurationSeconds, maxDurationSeconds, daysOfWeek } = restrictions
  const minutes = (seconds: number) => texts.minutes(Math.round(seconds / 60))
  return [
    daysOfWeek && daysOfWeek.length > 0 ? daysOfWeek.map((day) => texts.weekdays[DAYS.indexOf(day)]).join(' ') : null,
    startTime || endTime ? `${startTime ?? '00:00'}–${endTime ?? '24:00'}` : null,
    minEnergyWh != null ? texts.from(kWh(minEnergyWh)) : null,
    maxEnergyWh != null ? texts.upTo(kWh(maxEnergyWh)) : null,
    minDurationSeconds != null ? texts.from(minutes(minDurationSeconds)) : null,
    maxDurationSeconds != null ? texts.upTo(minutes(maxDurationSeconds)) : null,
  ].filter((each) => each !== null)
}

const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const
